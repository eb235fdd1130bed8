"""The tables of the ledger and the rules that let them only grow, as SQLite reads them."""

from __future__ import annotations

from flyer.database import Log

_RULES = {
    "entries": """CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    n INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE COLLATE NOCASE,
    payer_key TEXT NOT NULL,
    content TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    due TEXT NOT NULL,
    total TEXT NOT NULL,
    currency TEXT NOT NULL,
    pdf BLOB NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (series, n)
)""",
    "entries_by_payer": "CREATE INDEX entries_by_payer ON entries (payer_key)",
    "entries_keep": """CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
    "entries_stay": """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END""",
    "entries_follow": """CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM entries)
OR NEW.previous IS NOT COALESCE((SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1), '')
OR EXISTS (SELECT 1 FROM entries WHERE number = NEW.number OR series = NEW.series AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
}
"""The last trigger also stops INSERT OR REPLACE, which deletes without asking the others."""

LOG = Log("entries", _RULES, version=1)

SELECT = """SELECT sequence, kind, series, n, number, payer_key, content, issued_at, due, total, currency,
pdf_sha256, previous, hash FROM entries"""
"""All columns but the PDF, which is large."""
