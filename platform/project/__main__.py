"""`python -m project` is the `rdv` command."""

import sys

from project.cli import main

sys.exit(main())
