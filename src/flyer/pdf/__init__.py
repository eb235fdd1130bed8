"""The ink: a Document becomes the bytes of a PDF file."""

from flyer.pdf.parts import Part, draw_part, write_parts
from flyer.pdf.writer import write, write_all, write_to

__all__ = ["Part", "draw_part", "write", "write_all", "write_parts", "write_to"]
