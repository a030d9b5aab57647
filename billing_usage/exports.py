"""Figures as a file that a spreadsheet opens at once."""

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO

from billing_usage.queries import Usage

# Without it Excel reads accents wrong.
BOM = "\ufeff"


def months_csv(usage: Mapping[date, Usage]) -> str:
    text = StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(["mois", "sms", "emails"])
    rows.writerows([f"{month:%Y-%m}", each.sms, each.emails] for month, each in usage.items())
    return BOM + text.getvalue()
