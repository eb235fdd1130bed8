"""Every symbol is, module for module, the one the QR encoder itself makes, under the mask it chooses itself."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from qrcode import constants, util
from qrcode.main import QRCode

from flyer.payment.penalty import easiest
from flyer.payment.symbol import Level, Symbol, encode

CAPACITIES = {
    "L": (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425),
    "M": (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331),
    "Q": (11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241),
}
FULL = [(level, version, n) for level, sizes in CAPACITIES.items() for version, n in enumerate(sizes, 1)]


def by_the_encoder(data: bytes, level: Level) -> Symbol:
    code = QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{level}"))
    code.add_data(util.QRData(data, mode=util.MODE_8BIT_BYTE))
    mask = code.best_mask_pattern()
    code.makeImpl(False, mask)
    return Symbol(code.version, mask, tuple(packed([row]) for row in code.modules))


def packed(modules: Sequence[Sequence[bool]]) -> int:
    return int("".join("1" if dark else "0" for row in modules for dark in row), 2)


@settings(max_examples=150)
@given(
    data=st.integers(0, 331).flatmap(lambda n: st.binary(min_size=n, max_size=n)),
    level=st.sampled_from(["L", "M", "Q"]),
)
def test_random_bytes_of_all_lengths(data: bytes, level: Level) -> None:
    try:
        expected = by_the_encoder(data, level)
    except ValueError:  # it takes the logarithm of 0 when all data of a block are 0
        assume(False)
    assert encode(data, level, max_version=17) == expected


@pytest.mark.parametrize(("level", "version", "size"), FULL)
def test_every_version_filled_to_the_last_byte(level: Level, version: int, size: int) -> None:
    data = hashlib.shake_128(f"{level}{version}".encode()).digest(size)
    symbol = encode(data, level)
    assert symbol == by_the_encoder(data, level)
    assert symbol.version == version


@settings(max_examples=60)
@given(
    width=st.sampled_from([21, 25, 33]),
    random=st.randoms(use_true_random=False),
    dark=st.sampled_from([0.1, 0.3, 0.5, 0.8]),
)
def test_points_are_those_of_the_encoder(width: int, random, dark: float) -> None:
    modules = [[random.random() < dark for _ in range(width)] for _ in range(width)]
    assert easiest([packed([*zip(*modules, strict=True), *modules])], width) == (0, util.lost_point(modules))
