"""Printers that speak IPP (RFC 8010, RFC 8011): the queues of CUPS, and printers on the network."""

from __future__ import annotations

import http.client
import itertools
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, NamedTuple

from flyer.problems import Phrase, SurroundingsError

PORT: Final = 631
_PATIENCE: Final = 10.0
"""Seconds in which a printer has to answer."""


class Operation(IntEnum):
    """What is asked for (RFC 8011, 5.4.15; CUPS adds from 0x4000)."""

    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_PRINTERS = 0x4002


class Group(IntEnum):
    """The groups of attributes (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03


class Tag(IntEnum):
    """The syntaxes of values that are written or understood here (RFC 8010, 3.5.2)."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MEDIA_TYPE = 0x49


_FIRST_VALUE: Final = 0x10
"""Tags below begin a group."""

_NOT_FOUND: Final = (0x0406, 0x0407)
"""client-error-not-found, client-error-gone (RFC 8011, B.1.4)."""


class Attribute(NamedTuple):
    """An attribute to be sent."""

    tag: Tag
    name: str
    value: str | int | bool


class Answer(NamedTuple):
    """The status of an answer, and the attributes of each of its groups behind the first by their names."""

    status: int
    groups: Sequence[Mapping[str, list[Any]]]

    @property
    def is_good(self) -> bool:
        """Whether what was asked for was done (RFC 8011, B.1.2)."""
        return self.status < 0x0100

    @property
    def is_nothing_known(self) -> bool:
        """Whether there is none of what was asked about."""
        return self.status in _NOT_FOUND


@dataclass(frozen=True, slots=True)
class Server:
    """Where requests go to."""

    host: str
    port: int

    def ask(
        self, path: str, operation: Operation, *groups: tuple[Group, Iterable[Attribute]], data: bytes = b""
    ) -> Answer:
        """Send a request and read its answer; SurroundingsError when there is none."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=_PATIENCE)
        try:
            headers = {"Content-Type": "application/ipp"}
            connection.request("POST", path, encoded(operation, *groups) + data, headers)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            what = Phrase(
                "the printers at {at} cannot be reached: {why}", at=f"{self.host}:{self.port}", why=str(error)
            )
            raise SurroundingsError(what, Phrase("see whether CUPS runs and the printer is on")) from error
        finally:
            connection.close()
        if response.status != http.HTTPStatus.OK:
            what = Phrase("the printers at {at} answer {status}", at=f"{self.host}:{self.port}", status=response.status)
            raise SurroundingsError(what, Phrase("ask its owner"))
        return decoded(body)


_numbers: Final = itertools.count(1)


def encoded(operation: Operation, *groups: tuple[Group, Iterable[Attribute]]) -> bytes:
    """A request of IPP 2.0 up to where its data begins (RFC 8010, 3.1)."""
    head = struct.pack(">BBHI", 2, 0, operation, next(_numbers) & 0x7FFFFFFF)
    first = (
        Attribute(Tag.CHARSET, "attributes-charset", "utf-8"),
        Attribute(Tag.LANGUAGE, "attributes-natural-language", "en"),
    )
    parts = [head]
    for number, (group, attributes) in enumerate(groups):
        parts.append(bytes([group]))
        before = ""
        for each in (*(first if not number else ()), *attributes):
            parts.append(_attribute(each, is_another=each.name == before))
            before = each.name
    return b"".join((*parts, bytes([Group.END])))


def decoded(body: bytes) -> Answer:
    """Read an answer (RFC 8010, 3.1); SurroundingsError where it is none."""
    try:
        (status,) = struct.unpack_from(">H", body, 2)
        return Answer(status, list(_groups(body))[1:])
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        what = Phrase("the printer's answer cannot be read")
        raise SurroundingsError(what, Phrase("see whether it speaks IPP")) from error


def _attribute(attribute: Attribute, *, is_another: bool) -> bytes:
    """An attribute; another value of the one before has no name."""
    tag, name, value = attribute
    if tag is Tag.BOOLEAN:
        content = struct.pack(">?", value)
    elif tag in (Tag.INTEGER, Tag.ENUM):
        content = struct.pack(">i", value)
    else:
        content = str(value).encode()
    shown = b"" if is_another else name.encode()
    return struct.pack(">BH", tag, len(shown)) + shown + struct.pack(">H", len(content)) + content


def _groups(body: bytes) -> Iterator[dict[str, list[Any]]]:
    at, name = 8, ""
    group: dict[str, list[Any]] = {}
    while body[at] != Group.END:
        tag = body[at]
        at += 1
        if tag < _FIRST_VALUE:
            if group:
                yield group
            group = {}
            continue
        shown, at = _counted(body, at)
        content, at = _counted(body, at)
        name = shown.decode() or name
        group.setdefault(name, []).append(_value(tag, content))
    yield group


def _counted(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, at)
    begin = at + 2
    if begin + length > len(body):
        raise IndexError
    return body[begin : begin + length], begin + length


def _value(tag: int, content: bytes) -> Any:
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.unpack(">i", content)[0]
    if tag == Tag.BOOLEAN:
        return content != b"\0"
    return content.decode("utf-8", "replace")
