"""What may go wrong, by name. `slug@dialect` strikes one dialect; a count says how many times."""

ANSWERS = {
    # Instead of sending.
    "error-500": 500,
    "error-502": 502,
    "error-503": 503,
    "too-many": 429,
    "no-credit": 402,
}
FAULTS = frozenset(
    {
        *ANSWERS,
        # The message is refused, in the dialect's own words.
        "refuse",
        # Nothing is sent, and nothing is answered before the caller loses patience.
        "hang",
        # Sent, and the connection cut without an answer.
        "lose-answer",
        # Sent, and answered after the caller lost patience.
        "answer-late",
        # The report comes twice, never, only when asked for, or says that the phone was not reached.
        "report-twice",
        "report-lost",
        "report-late",
        "report-failed",
        "report-expired",
    }
)
