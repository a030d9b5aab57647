"""Measures, run by `rdv bench NAME` and never timed by the tests.

A module with a function `main(argv) -> int` is a measure: called with both servers there and Django set up.
"""
