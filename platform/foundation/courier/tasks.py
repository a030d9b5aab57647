from foundation import clock
from foundation.courier.posted import forget
from foundation.due.jobs import job


@job("foundation.courier.forget")
def forget_posted() -> None:
    """Whose the messages of more than a week ago were."""
    forget(clock.now())
