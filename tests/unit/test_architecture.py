"""The house holds: arrows between rooms, one door a library, modules a person can hold in mind."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "flyer"
MODULES = sorted(SRC.rglob("*.py"))

FLOOR_1 = {"units", "money", "problems", "immutable", "wording", "database", "markup"}
MAY_IMPORT = {
    "units": set(),
    "money": set(),
    "problems": set(),
    "immutable": set(),
    "markup": set(),
    "database": {"problems"},
    "wording": {"problems", "money"},
    "payment": FLOOR_1,
    "event": FLOOR_1 | {"payment"},
    "people": FLOOR_1 | {"payment", "event"},
    "billing": FLOOR_1 | {"payment", "event", "people"},
    "manuscript": FLOOR_1 | {"payment", "event", "people", "billing"},
    "typeset": {"units", "problems", "markup"},
    "documents": FLOOR_1 | {"payment", "event", "people", "billing", "manuscript", "typeset"},
    "twins": FLOOR_1 | {"payment", "event", "people", "billing", "manuscript", "typeset"},
    "exports": FLOOR_1 | {"payment", "event", "people", "billing", "typeset"},
    "preflight": FLOOR_1 | {"payment", "event", "people", "billing", "typeset"},
    "pdf": FLOOR_1 | {"typeset"},
    "desk": FLOOR_1 | {"payment", "event", "people", "billing", "manuscript", "typeset"},
    "cli": FLOOR_1
    | {
        "payment",
        "event",
        "people",
        "billing",
        "manuscript",
        "typeset",
        "documents",
        "desk",
        "exports",
        "twins",
        "preflight",
        "pdf",
    },
}
DOORS = {
    "babel": "wording",
    "lxml": ("billing.cii.elements", "billing.statements.xml"),
    "qrcode": "payment.symbol",
    "stdnum": "payment.check_digits",
    "yaml": "event.source",
    "openpyxl": "people.tables",
    "sqlite3": "database",
    "uharfbuzz": "typeset.faces",
    "svgelements": "typeset.pictures.svg_values",
    "PIL": "typeset.pictures.raster",
    "pikepdf": "typeset.pictures.page",
    "concurrent": "cli.executors",
    "multiprocessing": "cli.executors",
    "distributed": "cli.executors",
    "pypdfium2": "pdf.reading",
    "zxingcpp": "pdf.reading",
    "sepaxml": "exports.refunds",
    "starlette": "desk",
    "anyio": "desk",
    "jinja2": "desk.pages",
    "uvicorn": "cli.desk",
    "click": "cli",
    "rich": "cli",
}
"""A library and the only module, or the only room, that imports it; of XML one that writes and one that reads."""

CLI_ONLY = {"time", "socket", "urllib", "subprocess", "os", "shutil", "tempfile"}
"""Clock, disk and network have one place."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            module = node.module or ""
            found += [(f"{module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_arrows(path: Path) -> None:
    room = name_of(path).split(".")[0]
    if room in ("__init__", "__main__"):
        return
    for target, line in imports(ast.parse(path.read_text("utf-8"))):
        if target.split(".")[0] == "flyer":
            other = target.split(".")[1]
            assert other == room or other in MAY_IMPORT[room], f"{path}:{line}: {room} → {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_doors(path: Path) -> None:
    name = name_of(path)
    for target, line in imports(ast.parse(path.read_text("utf-8"))):
        library = target.split(".")[0]
        doors = DOORS.get(library, name)
        doors = (doors,) if isinstance(doors, str) else doors
        assert any(name == door or name.startswith(door + ".") for door in doors), f"{path}:{line}: {library}"
        assert library not in CLI_ONLY or name.startswith("cli"), f"{path}:{line}: {library}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_own_modules_are_imported_at_the_top(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [line for target, line in imports(function) if target.startswith("flyer.")]
            assert not inner, f"{path}:{inner}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_in_mind(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", sorted((SRC / "documents").rglob("*.py")), ids=name_of)
def test_no_document_imports_another(path: Path) -> None:
    documents = {
        name_of(p)
        for p in (SRC / "documents").rglob("*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "compose"
            for node in ast.parse(p.read_text("utf-8")).body
        )
    }
    for target, line in imports(ast.parse(path.read_text("utf-8"))):
        module = target.removeprefix("flyer.")
        assert not any(module == d or module.startswith(d + ".") for d in documents), f"{path}:{line}"


def test_packages_say_what_they_are_for_and_hand_out_little() -> None:
    for path in SRC.rglob("__init__.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path
        handed_out = [
            len(node.value.elts)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "__all__"
            and isinstance(node.value, ast.List)
        ]
        assert sum(handed_out) <= 6, path
