"""Badges: the pieces a name badge, its back and its sheets are put together from."""
