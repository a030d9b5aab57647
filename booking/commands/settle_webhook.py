"""What came of a post: its own next step, the next of the same object, and the endpoint's health."""

from datetime import datetime, timedelta
from uuid import UUID

from booking.commands.queue_webhooks import STOPPED, WEBHOOK
from booking.events import WebhookStopped
from booking.models import WebhookEndpoint, WebhookPost
from booking.vocabulary import WebhookEvent, WebhookState, WebhookStop
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan
from foundation.outbox.events import publish

BACKOFF = tuple(timedelta(seconds=each) for each in (10, 60, 300, 1_800, 7_200, 21_600, 86_400))
# An endpoint that fails is left alone meanwhile, so that its other posts do not each wait for nothing. Never longer:
# what fails may be one post, which must not hold the others.
ENDPOINT_PAUSE = timedelta(minutes=30)
GIVE_UP_AFTER = timedelta(days=3)
# A little less, so that the last try of the first post that failed stops its endpoint too.
STOP_AFTER = GIVE_UP_AFTER - timedelta(hours=1)
MOST_FAILURES = 50
GONE = "410"


@unit_of_work
def settle_webhook(post_id: UUID, answer: str, *, taken: bool, now: datetime) -> None:
    """`answer` is an HTTP status or a code. One given up meanwhile is done all the same when it was taken; any other
    that is settled already stays as it is.
    """
    endpoint = (
        WebhookEndpoint.objects.select_for_update(no_key=True, of=("self",)).filter(posts=post_id).first()
    )
    open_states = [WebhookState.PENDING, WebhookState.DEAD] if taken else [WebhookState.PENDING]
    post = WebhookPost.objects.filter(pk=post_id, state__in=open_states).first()
    if endpoint is None or post is None:
        return
    post.attempts, post.last_status, post.last_at = post.attempts + 1, answer, now
    trial = post.event == WebhookEvent.TRIAL
    if taken:
        post.state = WebhookState.DONE
        if not trial:
            _healthy(endpoint)
    elif trial:
        post.state = WebhookState.DEAD
    else:
        _failed(post, endpoint, now)
    post.save()
    if post.state != WebhookState.PENDING:
        plan_next(post, now)


def stop(endpoint: WebhookEndpoint, why: WebhookStop, now: datetime) -> None:
    """Under the endpoint's lock. What waits is given up, to be sent again on demand."""
    endpoint.is_active, endpoint.disabled_at, endpoint.stopped_for = False, now, why
    endpoint.save()
    waiting = endpoint.posts.filter(state=WebhookState.PENDING)
    waiting.filter(attempts=0).update(last_status=STOPPED)
    waiting.update(state=WebhookState.DEAD)
    if why is not WebhookStop.ASKED:
        publish(WebhookStopped(endpoint_id=endpoint.pk))


def plan_next(post: WebhookPost, now: datetime) -> None:
    """Of the same object, the first that waits."""
    waiting = WebhookPost.objects.filter(
        endpoint=post.endpoint_id, object_id=post.object_id, state=WebhookState.PENDING
    )
    following = waiting.order_by("sequence").first()
    if following:
        plan(WEBHOOK, following.pk, now)


def _healthy(endpoint: WebhookEndpoint) -> None:
    if endpoint.failures:
        endpoint.failing_since, endpoint.failures, endpoint.retry_at = None, 0, None
        endpoint.save()


def _failed(post: WebhookPost, endpoint: WebhookEndpoint, now: datetime) -> None:
    """Saves the endpoint, not the post."""
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.failures += 1
    endpoint.retry_at = now + min(_pause(endpoint.failures), ENDPOINT_PAUSE)
    left = post.queued_at + GIVE_UP_AFTER - now
    if left <= timedelta(0):
        post.state = WebhookState.DEAD
    for_good = now - endpoint.failing_since >= STOP_AFTER or endpoint.failures >= MOST_FAILURES
    if endpoint.is_active and (post.last_status == GONE or for_good):
        post.state = WebhookState.DEAD
        stop(endpoint, WebhookStop.GONE if post.last_status == GONE else WebhookStop.FAILING, now)
        return
    endpoint.save()
    if post.state == WebhookState.PENDING:
        plan(WEBHOOK, post.pk, now + min(left, max(_pause(post.attempts), endpoint.retry_at - now)))


def _pause(failures: int) -> timedelta:
    return BACKOFF[min(failures, len(BACKOFF)) - 1]
