"""The ink: a Document becomes the bytes of a PDF file."""

from flyer.pdf.parts import Part, draw_part, write_parts
from flyer.pdf.press import CONDITIONS
from flyer.pdf.writer import write, write_to

__all__ = ["CONDITIONS", "Part", "draw_part", "write", "write_parts", "write_to"]
