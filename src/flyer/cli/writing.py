"""Files are written whole or not at all: beside their targets first, renamed when the last one stands."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from flyer.problems import SurroundingsError

HINTS = {
    errno.ENOSPC: "make room on the disk and run it again",
    errno.EDQUOT: "make room on the disk and run it again",
    errno.EACCES: "check the permissions of the folder, and that no other program holds the file open",
    errno.EPERM: "check the permissions of the folder, and that no other program holds the file open",
    errno.EROFS: "name a folder that can be written with --output",
    errno.ENOTDIR: "name another folder with --output",
    errno.EEXIST: "name another folder with --output",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EISDIR: "move the folder of that name away",
}
"""What to do when the operating system says no, by its error number."""


_CHUNK: Final = 1 << 20

_MACHINE: Final = os.uname().nodename if os.name == "posix" else ""
_PART: Final = re.compile(rf"\..+\.{re.escape(_MACHINE)}\.([0-9]{{1,7}})\.part")
"""The name of a file that is being written: others may write into the same folder from another machine."""

Content: TypeAlias = bytes | Callable[[BinaryIO], None]
"""The bytes of a file, or what writes them to a stream bit by bit."""


def write(files: Iterable[tuple[Path, Content]], ready: Callable[[Mapping[Path, Path]], None] | None = None) -> None:
    """Write all files, or none when one of them fails; SurroundingsError says which.

    Contents may be made on the way: whatever making them raises leaves no file and no new folder behind either, nor
    does what `ready` raises, which is told where each file stands whole before the first takes its place.
    """
    waiting: dict[Path, Path] = {}
    made: list[Path] = []
    tidied: set[Path] = set()
    try:
        for target, content in files:
            with blaming(target, "written"):
                if target.parent not in tidied:
                    made = [*_make(target.parent), *made]
                    tidied.add(target.parent)
                    _tidy(target.parent)
                if target.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                waiting[target] = _part(target)
                _fill(waiting[target], content)
        if ready:
            ready(waiting)
        for target, whole in [*waiting.items()]:
            with blaming(target, "written"):
                whole.replace(target)
                del waiting[target]
    finally:
        for whole in waiting.values():
            whole.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def probe(folder: Path, size: int) -> None:
    """Write `size` bytes into the folder and take them away; SurroundingsError when that does not work."""
    with blaming(folder, "written"):
        folder.mkdir(parents=True, exist_ok=True)
        part = _part(folder / "probe")
        try:
            with part.open("wb") as stream:
                for start in range(0, size, _CHUNK):
                    stream.write(bytes(min(_CHUNK, size - start)))
        finally:
            part.unlink(missing_ok=True)


def remove(files: Iterable[Path]) -> None:
    """Remove those of the files that exist; SurroundingsError says which one would not go."""
    for file in files:
        with blaming(file, "removed"):
            file.unlink(missing_ok=True)


def _make(folder: Path) -> list[Path]:
    """Make a folder; gives those that were missing, from the inside out."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _fill(file: Path, content: Content) -> None:
    if isinstance(content, bytes):
        file.write_bytes(content)
        return
    with file.open("wb") as stream:
        content(stream)


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.{_MACHINE}.{os.getpid()}.part")


def _tidy(folder: Path) -> None:
    """Remove the parts of files that processes of this machine left behind when they were killed."""
    for file in folder.iterdir():
        if (part := _PART.fullmatch(file.name)) and not _lives(int(part[1])):
            with suppress(OSError):
                file.unlink()


def _lives(process: int) -> bool:
    """Whether a process lives, or may: not every system tells without harm."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def blaming(file: Path, done: str) -> Iterator[None]:
    """Turn what the operating system says no with into a SurroundingsError that names the file as typed."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SurroundingsError(f"'{file}' cannot be {done}: {reason}", HINTS.get(error.errno or 0, "")) from error
