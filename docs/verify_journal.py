"""Verify a journal of `flyer ledger export` with nothing but Python: python3 verify_journal.py FOLDER [LAST_HASH]

Prints what was altered and exits with 1, or prints how many entries there are and the last hash.
"""

import hashlib
import json
import sys
from pathlib import Path


def entry_of_ledger(entry):
    """The name of an entry of the ledger, and the hashes of its files by their names; "" for none."""
    number, xrechnung = entry["number"], json.loads(entry["content"]).get("xrechnung", "")
    xml = hashlib.sha256(xrechnung.encode()).hexdigest() if xrechnung else ""
    return number, {f"{number}.pdf": entry["pdf_sha256"], f"{number}.xml": xml}


def dispatch(entry):
    """The same of a reminder or a refund."""
    suffix = ".xml" if entry["kind"] == "refund" else ".pdf"
    return entry["name"], {entry["name"] + suffix: entry["file_sha256"]}


def sha256(file):
    """The hash of a file, "" when it is missing."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else ""


folder, expected = Path(sys.argv[1]), sys.argv[2:3]
lines = (folder / "journal.jsonl").read_text("utf-8").split("\n")[:-1]
findings, previous, known = [], "", {"journal.jsonl"}
for position, line in enumerate(lines, start=1):
    entry = json.loads(line)
    stated = entry.pop("hash")
    canonical = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    name, files = entry_of_ledger(entry) if "number" in entry else dispatch(entry)
    checks = {
        "its hash does not match its contents": hashlib.sha256(canonical.encode()).hexdigest() == stated,
        "it does not follow the entry before it": (entry["sequence"], entry["previous"]) == (position, previous),
        **{
            f"its {file.rpartition('.')[2].upper()} is not the one that was issued": sha256(folder / file) == of_file
            for file, of_file in files.items()
        },
    }
    findings += [f"entry {position} ({name}): {what}" for what, holds in checks.items() if not holds]
    previous, known = stated, known | files.keys()
if expected and expected != [previous]:
    findings.append(
        "the last hash is not the one that was noted: entries are missing at the end, or all were rewritten"
    )
strangers = [file.name for file in sorted(folder.iterdir()) if file.is_file() and file.name not in known]
findings += [f"{name} belongs to no entry" for name in strangers]
print(*findings, f"{len(lines)} entries, the last hash is {previous}", sep="\n")
sys.exit(bool(findings))
