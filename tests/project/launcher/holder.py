"""A command that needs both servers: it says its addresses on standard output, then waits for a signal."""

import json
import signal
import sys

from project.launcher.servers import servers


def main() -> None:
    with servers("held", interrupt=True) as environ:
        sys.stdout.write(f"{json.dumps(environ)}\n")
        sys.stdout.flush()
        signal.pause()


if __name__ == "__main__":
    main()
