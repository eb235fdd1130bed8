import pytest
import zxingcpp
from PIL import Image

from flyer.payment import PaymentError
from flyer.payment.symbol import Level, Symbol, encode

FLYER = """
#######...#...#######
#.....#..#..#.#.....#
#.###.#.#.##..#.###.#
#.###.#.#..#..#.###.#
#.###.#.#.#.#.#.###.#
#.....#.####..#.....#
#######.#.#.#.#######
........##...........
#.#####....#..#####..
####...#...####..#..#
..#..##...#.#.##..##.
.#.....#.#.####..##.#
.#.####.#...#..#.#.#.
........##..#..#....#
#######..###.#..####.
#.....#.##.....#####.
#.###.#.##.#.#..#..#.
#.###.#.##.#####.##..
#.###.#.#.#.#.##.##..
#.....#....########..
#######.#...#..#.#.#.
"""


def lines(symbol: Symbol) -> list[str]:
    return [f"{row:0{len(symbol.rows)}b}".replace("0", ".").replace("1", "#") for row in symbol.rows]


def photograph(symbol: Symbol) -> Image.Image:
    side = len(symbol.rows) + 8
    image = Image.new("L", (side, side), 255)
    for y, line in enumerate(lines(symbol), 4):
        for x, module in enumerate(line, 4):
            image.putpixel((x, y), 0 if module == "#" else 255)
    return image.resize((4 * side, 4 * side), Image.Resampling.NEAREST)


def test_a_symbol_row_by_row() -> None:
    symbol = encode(b"flyer")
    assert lines(symbol) == FLYER.split()
    assert (symbol.version, symbol.mask) == (1, 2)


@pytest.mark.parametrize(
    ("level", "version", "capacity"),
    [
        ("L", 1, 17),
        ("M", 1, 14),
        ("Q", 1, 11),
        ("H", 1, 7),
        ("M", 4, 62),
        ("M", 6, 106),
        ("M", 9, 180),
        ("M", 10, 213),
        ("Q", 12, 203),
        ("M", 12, 287),
    ],
)
def test_the_smallest_version_that_holds_the_bytes(level: Level, version: int, capacity: int) -> None:
    """The capacities are those of ISO/IEC 18004, table 7."""
    assert encode(b"x" * capacity, level).version == version
    assert encode(b"x" * (capacity + 1), level).version == version + 1


def test_epc_fills_version_13_with_331_bytes() -> None:
    assert encode(b"x" * 331).version == 13
    with pytest.raises(PaymentError, match="332 bytes do not fit a QR code of version 13 and level M, which holds 331"):
        encode(b"x" * 332)
    assert encode(b"x" * 332, max_version=14).version == 14


@pytest.mark.parametrize(
    ("data", "level"),
    [
        (b"https://www.vsop.de", "L"),
        ("Verein für Sozialplanung".encode(), "M"),
        (b"1234567890", "Q"),
        (bytes(range(256)), "M"),
        (b"x" * 331, "M"),
        (b"H" * 70, "H"),
        pytest.param(bytes(62), "M", id="a block of zeros, over which the encoder itself stumbles"),
    ],
)
def test_another_library_reads_it(data: bytes, level: Level) -> None:
    (found,) = zxingcpp.read_barcodes(photograph(encode(data, level)))
    assert found.bytes == data
    assert found.ec_level == level
