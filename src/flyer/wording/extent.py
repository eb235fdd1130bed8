"""What a fee pays for and what it does not, in the words that all documents use."""

from __future__ import annotations

from flyer.wording.words import Wording


def extent(includes: str, excludes: str, words: Wording) -> str:
    """Turn what a fee includes and excludes into "includes …; excludes …"; what is empty is left out."""
    included = words("includes {what}", what=includes) if includes else ""
    excluded = words("excludes {what}", what=excludes) if excludes else ""
    return "; ".join(filter(None, (included, excluded)))
