from foundation import clock
from foundation.courier.platform_credit import ask_credits
from foundation.courier.posted import forget
from foundation.due.jobs import job


@job("foundation.courier.forget")
def forget_posted() -> None:
    """Whose the messages of long ago were."""
    forget(clock.now())


@job("foundation.courier.ask_credits")
def ask_platform_credits() -> None:
    """What is left on the platform's own SMS accounts."""
    ask_credits()
