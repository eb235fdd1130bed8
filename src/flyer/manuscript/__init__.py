"""Manuscript: an event becomes what its programme says, in words and reading order, for paper and for the screen."""
