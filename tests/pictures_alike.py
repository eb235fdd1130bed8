"""How much pictures of the same page differ, whoever has drawn them."""

from PIL import Image, ImageChops, ImageFilter, ImageStat

ALIKE = 5.0
"""Of 255: what differs in the edges alone. Moved by a quarter of a millimetre a badge differs by 10."""

_INK = 140
"""What is darker counts as ink; how dark a colour is, drawers judge in different ways."""


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much ink only one of them has, in the mean of the dots that both have."""
    box = (0, 0, min(one.width, other.width), min(one.height, other.height))
    inked = [each.convert("L").crop(box).point(lambda light: 255 * (light > _INK)) for each in (one, other)]
    blurred = [each.filter(ImageFilter.GaussianBlur(3)) for each in inked]
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0])
