"""Bytes become the modules of a QR code (ISO/IEC 18004). The door to the QR encoder.

For one version, level and mask a symbol is affine over GF(2) in its data bits. So the encoder is asked once
for the symbol of nothing and for what a bit turns over; after that every symbol is the exclusive-or of one
integer a hex digit. The asking takes as long as the encoder takes for one or two symbols, and the symbols are the
encoder's own, module for module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from operator import getitem, xor
from typing import Any, Literal, NamedTuple, TypeAlias

from flyer.payment.error import PaymentError
from flyer.payment.penalty import easiest
from flyer.problems import Phrase

Level: TypeAlias = Literal["L", "M", "Q", "H"]
"""The error correction level: about 7, 15, 25 or 30 % of the codewords can be restored."""

_MASKS = range(8)
_HEX_DIGITS = "0123456789abcdef"
_BYTE_MODE, _TERMINATOR, _PADDING = "4", "0", "ec11"


class Symbol(NamedTuple):
    """A QR code without its quiet zone: `rows` from the top, most significant bit left, 1 = dark."""

    version: int
    mask: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """What all symbols of one version and level share: `width` modules a side, their lines as in `penalty`.

    `digits`: for each hex digit of the data codewords, the modules that each of its values turns over.
    `scored`, `final`: the symbol of nothing under each mask, without and with format and version information.
    """

    width: int
    digits: tuple[dict[str, int], ...]
    scored: tuple[int, ...]
    final: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shell:
    """What the symbols of so many bytes share beside their tables.

    `unmasked`: the modules that mode, count, terminator and padding turn over. `digits`: as those of the tables, from
    the first digit of the bytes.
    """

    version: int
    tables: _Tables
    unmasked: int
    digits: tuple[dict[str, int], ...]


def encode(data: bytes, level: Level = "M", max_version: int = 13) -> Symbol:
    """Turn bytes into the smallest symbol in byte mode that holds them, masked for the fewest penalty points.

    Raises PaymentError when `max_version` does not hold them (EPC069-12 allows 13: 331 bytes at level M).
    """
    shell = _shell(len(data), level, max_version)
    tables, unmasked = shell.tables, reduce(xor, map(getitem, shell.digits, data.hex()), shell.unmasked)
    width = tables.width
    mask, _ = easiest([unmasked ^ scored for scored in tables.scored], width)
    row, rows = (1 << width) - 1, (unmasked ^ tables.final[mask]) & (1 << width**2) - 1
    return Symbol(shell.version, mask, tuple([rows >> at & row for at in range(width * (width - 1), -1, -width)]))


@cache
def _shell(count: int, level: Level, max_version: int) -> _Shell:
    """What the symbols of `count` bytes share; PaymentError when `max_version` does not hold them."""
    version = next((v for v in range(1, max_version + 1) if count <= _capacity(v, level)), None)
    if version is None:
        what = Phrase(
            "{count} bytes do not fit a QR code of version {version} and level {level}, which holds {capacity}",
            count=count,
            version=max_version,
            level=level,
            capacity=_capacity(max_version, level),
        )
        raise PaymentError(what, Phrase("shorten the text"))
    tables = _tables(version, level)
    head = _BYTE_MODE + f"{count:0{_count_digits(version)}x}"
    foot = len(head) + 2 * count
    tail = _TERMINATOR + _PADDING * ((len(tables.digits) - foot) // 4 + 1)
    around = chain(map(getitem, tables.digits, head), map(getitem, tables.digits[foot:], tail))
    return _Shell(version, tables, reduce(xor, around), tables.digits[len(head) : foot])


@cache
def _capacity(version: int, level: Level) -> int:
    """How many bytes a symbol holds beside mode, count and terminator."""
    return sum(_blocks(version, level)[0]) - (2 + _count_digits(version)) // 2


def _count_digits(version: int) -> int:
    """The hex digits of the character count in byte mode (ISO/IEC 18004, table 3)."""
    return 2 if version < 10 else 4


def _encoder() -> Any:
    """The QR encoder, which takes 30 ms to load."""
    import qrcode.base
    import qrcode.constants
    import qrcode.main
    import qrcode.util

    return qrcode


def _blocks(version: int, level: Level) -> tuple[list[int], int]:
    """How many data codewords each block has, and how many error correction codewords all of them have."""
    blocks = _encoder().base.rs_blocks(version, _level_bits(level))
    return [block.data_count for block in blocks], blocks[0].total_count - blocks[0].data_count


def _level_bits(level: Level) -> Any:
    return getattr(_encoder().constants, f"ERROR_CORRECT_{level}")


@cache
def _tables(version: int, level: Level) -> _Tables:
    """Ask the encoder for everything that the symbols of one version and level share."""
    code = _encoder().main.QRCode(version=version, error_correction=_level_bits(level))
    data, correction = _blocks(version, level)
    code.data_cache = [0xFF] * (sum(data) + correction * len(data))
    code.makeImpl(True, 0)
    full = _packed(code.modules)
    code.data_cache = []
    scored, final = [], []
    for mask in _MASKS:
        code.makeImpl(True, mask)
        scored.append(_packed(code.modules))
        code.setup_type_info(False, mask)
        if version >= 7:
            code.setup_type_number(False)
        final.append(_packed(code.modules))
    codewords = _placed(full ^ scored[0], code.modules_count)
    digits = tuple(_digits(data, correction, codewords))
    return _Tables(code.modules_count, digits, tuple(scored), tuple(final))


def _packed(modules: Sequence[Sequence[bool]]) -> int:
    """The lines of a symbol: its columns, and behind them its rows."""
    lines = chain(zip(*modules, strict=True), modules)
    return int("".join("1" if dark else "0" for dark in chain.from_iterable(lines)), 2)


def _placed(data_modules: int, width: int) -> list[list[int]]:
    """For each codeword of the stream the modules of its eight bits, highest first (ISO/IEC 18004, 7.7.3)."""
    bits, area = [], width**2
    rows = range(width)
    for right in chain(range(width - 1, 6, -2), range(5, 0, -2)):
        rows = rows[::-1]
        for y in rows:
            for x in (right, right - 1):
                in_column, in_row = 2 * area - 1 - (width * x + y), area - 1 - (width * y + x)
                if data_modules >> in_row & 1:
                    bits.append(1 << in_column | 1 << in_row)
    return [bits[i : i + 8] for i in range(0, len(bits), 8)]


def _digits(data: list[int], correction: int, codewords: list[list[int]]) -> Iterator[dict[str, int]]:
    """For each hex digit of the data, block after block, the modules it turns over with its correction."""
    data_words = _dealt(codewords[: sum(data)], data)
    correction_words = _dealt([_combinations(bits) for bits in codewords[sum(data) :]], [correction] * len(data))
    remainders = _remainders(max(data), correction)
    for own, others in zip(data_words, correction_words, strict=True):
        for modules, multiples in zip(own, remainders[-len(own) :], strict=True):
            bits = [
                reduce(xor, map(getitem, others, remainder), module)
                for module, remainder in zip(modules, multiples, strict=True)
            ]
            yield dict(zip(_HEX_DIGITS, _combinations(bits[:4]), strict=True))
            yield dict(zip(_HEX_DIGITS, _combinations(bits[4:]), strict=True))


def _dealt(stream: list[list[int]], lengths: list[int]) -> list[list[list[int]]]:
    """Deal the codewords of the stream to the blocks: the first of each block, then the second … (7.6)."""
    blocks: list[list[list[int]]] = [[] for _ in lengths]
    codewords = iter(stream)
    for i in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if i < length:
                block.append(next(codewords))
    return blocks


def _remainders(data: int, correction: int) -> list[list[list[int]]]:
    """For each codeword of a block of `data`, for each of its bits, highest first: its correction (7.5.2)."""
    base, util = _encoder().base, _encoder().util

    def times(factor: int, polynomial: list[int]) -> list[int]:
        return [base.gexp(base.glog(factor) + base.glog(c)) if factor and c else 0 for c in polynomial]

    one = util.BitBuffer()
    one.put(1, 8)
    generator = util.create_bytes(one, [base.RSBlock(1 + correction, 1)])[1:]
    remainder, remainders = generator, []
    for _ in range(data):
        remainders.append([times(1 << bit, remainder) for bit in reversed(range(8))])
        lead, *rest = remainder
        remainder = [a ^ b for a, b in zip([*rest, 0], times(lead, generator), strict=True)]
    return remainders[::-1]


def _combinations(bits: Sequence[int]) -> list[int]:
    """The exclusive-or of every choice of `bits`; the index is the choice, its highest bit the first."""
    table = [0]
    for bit in reversed(bits):
        table += [entry ^ bit for entry in table]
    return table
