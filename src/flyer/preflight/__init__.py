"""What would go wrong on paper: letters no face has, logos no ink can draw, rules finished documents must keep."""

from flyer.preflight.letters import letters
from flyer.preflight.logos import logos
from flyer.preflight.rules import check

__all__ = ["check", "letters", "logos"]
