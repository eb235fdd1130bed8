"""The ink: a Document becomes the bytes of a PDF file."""

from flyer.pdf.press import CONDITIONS
from flyer.pdf.writer import write, write_to

__all__ = ["CONDITIONS", "write", "write_to"]
