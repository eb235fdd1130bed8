"""Who owes what becomes invoices; the ledger keeps what was issued."""
