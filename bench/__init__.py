"""Measurements of whole commands on large inputs; nothing here is asserted."""
