"""How often one network address may hold and confirm: more than any household or counter, less than a robot."""

from foundation.web.quotas import ByAddress


class HoldsByAddress(ByAddress):
    scope = "hold"
    rate = "120/hour"


class BookingsByAddress(ByAddress):
    scope = "book"
    rate = "40/hour"


class ChangesByAddress(ByAddress):
    """Moving, cancelling, taking back, by the link of an rdv. A mobile network puts many people behind one address."""

    scope = "change"
    rate = "120/hour"


class LinksByAddress(ByAddress):
    """Pages whose address is a key, read: more than a mobile network asks for, less than somebody who tries keys."""

    scope = "link"
    rate = "600/hour"
    methods = frozenset({"GET", "HEAD"})


class AddressesByAddress(ByAddress):
    """Communes and streets looked for, by one network address."""

    scope = "address"
    rate = "240/hour"


class ReceiptsByAddress(ByAddress):
    """Proofs that nothing was free: each is counted as somebody's demand."""

    scope = "receipt"
    rate = "20/hour"


class PdfsByAddress(ByAddress):
    """A PDF costs more than a page."""

    scope = "receipt-pdf"
    rate = "60/hour"
    methods = frozenset({"GET"})
