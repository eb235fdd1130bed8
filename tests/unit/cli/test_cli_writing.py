import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from flyer.cli.writing import probe, remove, write
from flyer.problems import SurroundingsError


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_all_files_are_written_and_replace_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    write([(tmp_path / "a.pdf", b"new"), (tmp_path / "invoices" / "drafts" / "b.pdf", b"b")])
    assert files(tmp_path) == {"a.pdf": b"new", "invoices/drafts/b.pdf": b"b"}


def test_contents_may_be_written_bit_by_bit(tmp_path: Path) -> None:
    def content(stream: BinaryIO) -> None:
        stream.write(b"a")
        stream.write(b"b")

    write([(tmp_path / "a.pdf", content)])
    assert files(tmp_path) == {"a.pdf": b"ab"}


def test_no_new_folder_stays_behind_empty(tmp_path: Path) -> None:
    def content(stream: BinaryIO) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write([(tmp_path / "output" / "invoices" / "a.pdf", content)])
    assert not (tmp_path / "output").exists()


def test_nothing_is_written_when_the_making_of_one_fails(tmp_path: Path) -> None:
    def making() -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "a.pdf", b"new"
        raise ZeroDivisionError

    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write(making())
    assert files(tmp_path) == {"a.pdf": b"old"}


def test_nothing_is_written_when_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.pdf").mkdir()
    for target in (tmp_path / "file" / "b.pdf", tmp_path / "folder.pdf"):
        with pytest.raises(SurroundingsError, match=f"'{target}' cannot be written"):
            write([(tmp_path / "a.pdf", b"a"), (target, b"b")])
    assert files(tmp_path) == {"file": b""}


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SurroundingsError, match="No space left on device\n  hint: make room"):
        write([(tmp_path / "a.pdf", b"a")])
    assert files(tmp_path) == {}


def test_remove_takes_away_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a")
    remove([tmp_path / "a.pdf", tmp_path / "b.pdf"])
    assert files(tmp_path) == {}


def test_a_probe_makes_the_folder_and_leaves_it_empty(tmp_path: Path) -> None:
    probe(tmp_path / "output" / "invoices", 1000)
    assert [path.name for path in tmp_path.rglob("*")] == ["output", "invoices"]
    (tmp_path / "file").touch()
    with pytest.raises(SurroundingsError, match=r"'.*file' cannot be written"):
        probe(tmp_path / "file", 0)


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be asked whether it lives without harm")
def test_parts_of_processes_that_were_killed_are_removed_and_no_others(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    machine = os.uname().nodename
    living = [f".a.pdf.{machine}.{os.getppid()}.part", f".a.pdf.elsewhere.{killed.pid}.part", "notes.part", ".a.1.part"]
    for name in (*living, f".a.pdf.{machine}.{killed.pid}.part", f".b.pdf.{machine}.{killed.pid}.part"):
        (tmp_path / name).write_bytes(b"half")
    write([(tmp_path / "a.pdf", b"a"), (tmp_path / "c.pdf", b"c")])
    assert sorted(files(tmp_path)) == sorted([*living, "a.pdf", "c.pdf"])
