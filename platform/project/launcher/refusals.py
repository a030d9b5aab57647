"""What stops a launcher: each is one French sentence, and the `rdv` command exits with code 2."""

from project.env import ConfigurationError


class CannotStart(ConfigurationError):
    """A server or a process of ours did not come up."""


class AlreadyRunning(ConfigurationError):
    """Another launcher holds this state folder."""
