"""The one way this room says no."""

from __future__ import annotations


class PaymentError(ValueError):
    """A payment datum that cannot be: what is wrong, how to mend it, and in which field of a transfer.

    It knows no place in a file; whoever read the datum adds it.
    """

    def __init__(self, what: str, hint: str = "", *, field: str = "") -> None:
        super().__init__(what)
        self.what, self.hint, self.field = what, hint, field
