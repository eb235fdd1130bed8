"""The words of a document's language: phrases, dates, times, money, countries, and how they are set."""

from flyer.wording.order import natural
from flyer.wording.typography import polish
from flyer.wording.words import NoWording, Wording

__all__ = ["NoWording", "Wording", "natural", "polish"]
