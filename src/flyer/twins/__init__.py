"""Twins: the programme without paper, a web page and plain text, that say what the flyer says, for everyone."""
