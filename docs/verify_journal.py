"""Verify a journal of `flyer ledger export` with nothing but Python: python3 verify_journal.py FOLDER [LAST_HASH]

Prints what was altered and exits with 1, or prints how many entries there are and the last hash.
"""

import hashlib
import json
import sys
from pathlib import Path

folder, expected = Path(sys.argv[1]), sys.argv[2:3]
lines = (folder / "journal.jsonl").read_text("utf-8").split("\n")[:-1]
findings, previous, files = [], "", {"journal.jsonl"}
for position, line in enumerate(lines, start=1):
    entry = json.loads(line)
    stated = entry.pop("hash")
    canonical = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    pdf, xml = folder / f"{entry['number']}.pdf", folder / f"{entry['number']}.xml"
    xrechnung = json.loads(entry["content"]).get("xrechnung", "").encode()
    checks = {
        "its hash does not match its contents": hashlib.sha256(canonical.encode()).hexdigest() == stated,
        "it does not follow the entry before it": (entry["sequence"], entry["previous"]) == (position, previous),
        "its PDF is not the one that was issued": pdf.exists()
        and hashlib.sha256(pdf.read_bytes()).hexdigest() == entry["pdf_sha256"],
        "its XML is not the one that was issued": (xml.read_bytes() if xml.exists() else b"") == xrechnung,
    }
    findings += [f"entry {position} ({entry['number']}): {what}" for what, holds in checks.items() if not holds]
    previous, files = stated, files | {pdf.name, xml.name}
if expected and expected != [previous]:
    findings.append(
        "the last hash is not the one that was noted: entries are missing at the end, or all were rewritten"
    )
findings += [f"{file.name} belongs to no entry" for file in sorted(folder.iterdir()) if file.name not in files]
print(*findings, f"{len(lines)} entries, the last hash is {previous}", sep="\n")
sys.exit(bool(findings))
