"""A stranger installs the wheel into an empty environment, far from the repository, and makes documents."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_font_travels_with_its_licence() -> None:
    for folder in (ROOT / "src" / "flyer" / "fonts").iterdir():
        assert list(folder.glob("*.ttf")), folder
        assert list(folder.glob("LICENSE*")), folder


def test_the_wheel_makes_the_starter_event_into_documents(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--outdir", tmp_path, ROOT, cwd=tmp_path)  # the wheel is built from the sdist
    (wheel,) = tmp_path.glob("flyer-*.whl")
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    run(environment / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    flyer = environment / "bin" / "flyer"

    run(flyer, "new", "x", cwd=tmp_path)
    written = run(flyer, "build", cwd=tmp_path / "x").splitlines()

    assert {"output/programme.pdf", "output/badges.pdf", "output/slips.pdf"} < set(written)
    assert [name for name in written if name.startswith("output/invoices/drafts/")]
    assert all((tmp_path / "x" / name).read_bytes().startswith(b"%PDF-") for name in written)
