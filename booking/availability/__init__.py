"""The pure engine: openings − busy time → free time → starts.

Standard library only: no clock, no database.
"""
