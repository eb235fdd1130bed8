"""Lengths: one unit inside (the PostScript point, 1/72 inch), the print trade's units at the edges."""

from __future__ import annotations

from typing import TypeAlias

Length: TypeAlias = float
"""A distance on paper in points (1/72 inch), made by `mm` or `pt`, never by a bare number."""

_POINTS_PER_MM = 72 / 25.4


def mm(value: float) -> Length:
    """Turn millimetres into a length."""
    return value * _POINTS_PER_MM


def pt(value: float) -> Length:
    """Turn DTP points into a length."""
    return float(value)


def in_mm(length: Length) -> float:
    """Turn a length into millimetres."""
    return length / _POINTS_PER_MM
