"""What would go wrong on paper: letters, pictures and colours, and rules finished documents must keep."""

from flyer.preflight.colours import colours
from flyer.preflight.letters import letters
from flyer.preflight.pictures import picture_places, pictures
from flyer.preflight.rules import Check, check

__all__ = ["Check", "check", "colours", "letters", "picture_places", "pictures"]
