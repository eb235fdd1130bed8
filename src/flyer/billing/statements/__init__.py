"""What banks hand out: camt.052, 053 and 054, MT940 and CSV exports become statements of transactions."""

from flyer.billing.statements.model import Statement, Transaction
from flyer.billing.statements.read import read

__all__ = ["Statement", "Transaction", "read"]
