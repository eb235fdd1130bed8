"""The press: what a file for a print shop says of inks and paper.

PDF/X-1a (ISO 15930-4) names a printing condition everyone knows; PDF/X-4 (ISO 15930-7) carries the profile of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from flyer.pdf.file import Objects
from flyer.pdf.objects import Name, Object, Ref
from flyer.typeset.frame import Conformance, Document
from flyer.typeset.pictures import check_profile

CONDITIONS: Final = {
    "FOGRA39": "Offset on coated paper, ISO 12647-2:2004/Amd 1 (ISO Coated v2)",
    "FOGRA47": "Offset on uncoated white paper, ISO 12647-2:2004/Amd 1 (PSO Uncoated ISO12647)",
    "FOGRA51": "Offset on premium coated paper, ISO 12647-2:2013 (PSO Coated v3)",
    "FOGRA52": "Offset on wood-free uncoated white paper, ISO 12647-2:2013 (PSO Uncoated v3)",
}
"""Characterized printing conditions of the ICC's registry: what is printed on, by which standard, the ECI's name."""

_REGISTRY: Final = "http://www.color.org"
_UNREGISTERED: Final = "Custom"
_VERSIONS: Final = {Conformance.PDF_X_1A: "1.4", Conformance.PDF_X_4: "1.6"}


@dataclass(frozen=True, slots=True)
class Press:
    """What is printed for: the standard, and the name of the printing condition or its profile."""

    standard: Conformance
    condition: str
    icc: bytes = field(repr=False)

    @property
    def version(self) -> str:
        """The version of PDF the standard is built on."""
        return _VERSIONS[self.standard]

    @property
    def is_opaque(self) -> bool:
        """Whether nothing may be transparent, as in PDF 1.3."""
        return self.standard is Conformance.PDF_X_1A

    def info(self) -> dict[str, Object]:
        """What the document information dictionary says besides (ISO 32000-1, 14.11.6 for Trapped)."""
        return {"GTS_PDFXVersion": str(self.standard), "Trapped": Name("False")}

    def add_output_intent(self, file: Objects) -> Ref:
        """Say which printing condition the inks are meant for (ISO 32000-1, 14.11.5)."""
        entries: dict[str, Object] = {"Type": Name("OutputIntent"), "S": Name("GTS_PDFX")}
        if self.icc:
            entries["OutputConditionIdentifier"] = _UNREGISTERED
            entries["Info"] = check_profile(self.icc)
            entries["DestOutputProfile"] = file.add_stream({"N": 4}, self.icc)
        else:
            entries["OutputConditionIdentifier"] = self.condition
            entries["Info"] = CONDITIONS[self.condition]
            entries["RegistryName"] = _REGISTRY
        return file.add(entries)


def press_for(document: Document) -> Press | None:
    """What a document is printed for; None for screens and the office.

    ValueError where the condition is not a row of `CONDITIONS`, ProfileError where the profile is that of no press.
    """
    if Conformance.PDF_X_1A in document.conformance:
        if document.condition not in CONDITIONS:
            raise ValueError(f"'{document.condition}' is no printing condition that a file can name alone")
        return Press(Conformance.PDF_X_1A, document.condition, b"")
    if Conformance.PDF_X_4 in document.conformance:
        check_profile(document.icc)
        return Press(Conformance.PDF_X_4, "", document.icc)
    return None
