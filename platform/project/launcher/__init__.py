"""Starts, watches and stops the processes of one machine: embedded servers, and the demonstration on them.

Only the `rdv` command imports it; where DATABASE_URL and REDIS_URL are given, it starts no server.
"""
