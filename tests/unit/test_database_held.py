"""A file that one program at a time holds, until it ends or is killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from flyer.database import held
from flyer.problems import SurroundingsError, UserError

HOLDER = """
import sys, time
from pathlib import Path
from flyer.database import held
with held(Path(sys.argv[1]), "another") as holder:
    print(holder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite-desk"


def test_who_holds_it_is_told_to_who_comes_second(path: Path) -> None:
    with held(path, "one") as one, held(path, "two") as two:
        assert (one, two) == (None, "one")
    with held(path, "two") as two:
        assert two is None


def test_the_system_lets_go_of_it_for_who_was_killed(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "None\n"
        with held(path, "one") as holder:
            assert holder == "another"
        other.kill()
        other.wait(10)
        with held(path, "one") as holder:
            assert holder is None


def test_a_file_that_cannot_be_held(path: Path) -> None:
    with pytest.raises(SurroundingsError, match="cannot be opened"), held(path / "in" / "none", ""):
        pass
    path.write_bytes(b"no database " * 100)
    with pytest.raises(UserError, match="is not a ledger"), held(path, ""):
        pass
