#!/usr/bin/env python
"""Habit's door: the same as the `rdv` command."""

import sys

from project.cli import main

if __name__ == "__main__":
    sys.exit(main())
