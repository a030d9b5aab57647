"""How long, how many, how far ahead."""

from datetime import timedelta

# A hold lasts ten minutes and may be extended once (WCAG 2.2.1: time limits are adjustable).
HOLD_FOR = timedelta(minutes=10)
# Live holds that one network address may keep: a household or a small office, not a robot. Counted without a lock:
# requests of the same instant may pass it by a few, which the hourly ceiling on requests then bounds.
HOLDS_PER_ADDRESS = 8
# A freed time is offered once whoever freed it can no longer change their mind, for half an hour, longer when it is
# days away; so late before the start, it is no longer offered to anybody: the public has it.
UNDO_FOR = timedelta(minutes=10)
OFFERED_FOR = timedelta(minutes=30)
FAR_AHEAD = timedelta(days=3)
OFFERED_FAR_FOR = timedelta(hours=2)
LAST_OFFER_BEFORE = timedelta(hours=3)
# How far ahead the free-time index reaches.
HORIZON = timedelta(days=396)
# Legal minimum that the incumbent's users know: past this limit, one calls.
CHANGE_LIMIT_S = 4 * 3600
# An invitation that nobody took up is worth nothing after this.
INVITED_FOR = timedelta(days=30)
# Links given to citizens: how long, how many uses (the constraint's own ceiling), how many at once.
INVITATION_AT_MOST = timedelta(days=366)
INVITATION_USES = 1_000
INVITED_AT_ONCE = 200
# An agent who opens the same file again within this leaves one line in the access journal.
SAME_ACCESS = timedelta(minutes=10)
