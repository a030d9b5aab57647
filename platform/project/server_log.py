"""Gunicorn's own messages, in our lines: `--logger-class project.server_log.ServerLog`.

Its own format would print the whole address of a request that fails, query string included.
"""

import os

from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from project.observability import configure_logging


class ServerLog(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        # The master speaks before Django is there.
        configure_logging({"format": os.environ.get("RDV_LOG_FORMAT", "json")})
        self.error_log.handlers.clear()
        self.error_log.propagate = True
