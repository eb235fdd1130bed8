"""The ink: a Document becomes the bytes of a PDF file."""
