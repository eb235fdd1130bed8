"""Leaflet: the pieces of the programme on paper, from the cover to the sheet."""
