"""IBAN, BIC and creditor reference; a credit transfer becomes an EPC069-12 payload and QR modules."""
