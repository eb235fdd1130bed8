"""What would go wrong on paper: letters, logos and colours, and rules finished documents must keep."""

from flyer.preflight.colours import colours
from flyer.preflight.letters import letters
from flyer.preflight.logos import logos
from flyer.preflight.rules import check

__all__ = ["check", "colours", "letters", "logos"]
