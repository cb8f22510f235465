"""The shape of the house: who imports whom, how long files are, which test carries which rule."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = sorted((ROOT / "rooms").rglob("*.py"))
SERVER = sorted((ROOT / "server").rglob("*.py"))
CLIENT = sorted(
    p for p in (ROOT / "client_web/src").rglob("*.ts*") if not p.name.endswith(".gen.ts")
)
LONGEST = 320
"""Lines of a source file; a longer one is a missing idea."""

CLOCKS_AND_CHANCE = {"random", "secrets", "time", "uuid", "zoneinfo"}
"""`datetime` is arithmetic, and may be used for that; its clocks may not be read."""
FILES = {
    "fileinput",
    "glob",
    "io",
    "mmap",
    "os",
    "pathlib",
    "shelve",
    "shutil",
    "sqlite3",
    "tempfile",
}
FORMATS = {"json", "marshal", "pickle"}
WORLD = {"ctypes", "http", "logging", "signal", "socket", "ssl", "subprocess", "sys", "urllib"}
THREADS = {"asyncio", "concurrent", "multiprocessing", "queue", "select", "selectors", "threading"}
IMPURE = CLOCKS_AND_CHANCE | FILES | FORMATS | WORLD | THREADS
"""What the pure machine may not even import."""

IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
CLOCK_METHODS = frozenset({"now", "today", "utcnow"})


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(source: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a file imports, inside functions as well."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(source)}:{node.lineno} imports relatively"
            yield node.lineno, node.module or ""


# --- one rule: client_web → (wire) → server → rooms → numpy + stdlib ------------------------------


@pytest.mark.parametrize("source", ROOMS, ids=name)
def test_rooms_import_rooms_numpy_and_pure_parts_of_the_standard_library(source: Path) -> None:
    for line, module in imports(source):
        top = module.split(".")[0]
        pure = top in ("rooms", "numpy") or (top in sys.stdlib_module_names and top not in IMPURE)
        assert pure and module != "numpy.random", f"{name(source)}:{line} imports {module}"


@pytest.mark.parametrize("source", ROOMS, ids=name)
def test_rooms_open_print_read_clocks_and_draw_lots_nowhere(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = node.func.id
            assert called not in IMPURE_CALLS, f"{name(source)}:{node.lineno} calls {called}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            assert method not in CLOCK_METHODS, f"{name(source)}:{node.lineno} calls {method}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            lots = (node.value.id, node.attr) == ("np", "random")
            assert not lots, f"{name(source)}:{node.lineno} draws lots"


def test_the_importer_of_tiled_maps_knows_plans_and_nothing_that_happens_on_them() -> None:
    happening = {"floor", "bubbles", "movement", "commands", "events", "audience", "index"}
    for source in ROOMS:
        for line, module in imports(source):
            if source.parent.name == "tiled":
                known = module.removeprefix("rooms.").split(".")[0] not in happening
                assert known, f"{name(source)}:{line} imports {module}"
            else:
                tiled = module.startswith("rooms.tiled")
                assert not tiled, f"{name(source)}:{line} imports {module}"


def test_no_source_but_the_tests_imports_tests() -> None:
    for source in [*ROOMS, *SERVER]:
        for line, module in imports(source):
            assert module.split(".")[0] != "tests", f"{name(source)}:{line} imports {module}"


@pytest.mark.parametrize("source", [*ROOMS, *SERVER, *CLIENT], ids=name)
def test_no_file_is_too_long(source: Path) -> None:
    lines = len(source.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name(source)} has {lines} lines; {LONGEST} are allowed"


# --- docs/spec.md and the tests that carry its rules ----------------------------------------------

SPEC = (ROOT / "docs/spec.md").read_text(encoding="utf-8")
CHAPTERS = re.findall(r"^## .*\(([A-Z]+)\)$", SPEC, re.MULTILINE)
RULES = re.findall(r"^- \*\*([A-Z]+-\d+)\*\* ", SPEC, re.MULTILINE)
AN_ID = rf"(?:{'|'.join(CHAPTERS)})-\d+"


def carried_by_pytest() -> Iterator[tuple[str, str]]:
    """Each rule id in a `pytest.mark.spec(...)`, with its place."""
    for source in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and ast.unparse(node.func) == "pytest.mark.spec":
                for argument in node.args:
                    assert isinstance(argument, ast.Constant), f"{name(source)}:{node.lineno}"
                    yield f"{name(source)}:{node.lineno}", str(argument.value)


def carried_by_vitest() -> Iterator[tuple[str, str]]:
    """Each rule id that stands before a colon in the title of a test: "MOVE-3, MOVE-4: …"."""
    for source in sorted((ROOT / "tests/client").rglob("*.test.ts")):
        text = source.read_text(encoding="utf-8")
        for title in re.finditer(r"""\(\s*["'`]((?:[A-Z]+-\d+(?:, )?)+):""", text):
            line = text.count("\n", 0, title.start(1)) + 1
            for rule in title[1].split(", "):
                yield f"{name(source)}:{line}", rule


CARRIED = [*carried_by_pytest(), *carried_by_vitest()]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_carried_by_a_test(rule: str) -> None:
    assert rule in {carried for _, carried in CARRIED}, f"no test says that it proves {rule}"


def test_each_test_carries_rules_that_exist() -> None:
    assert [f"{place} names {rule}" for place, rule in CARRIED if rule not in RULES] == []


def test_each_rule_has_its_own_number_and_stands_in_its_chapter_in_order() -> None:
    for chapter, text in re.findall(r"^## .*\(([A-Z]+)\)$(.*?)(?=^## |\Z)", SPEC, re.M | re.S):
        found = re.findall(r"^- \*\*([A-Z]+-\d+)\*\* ", text, re.MULTILINE)
        assert found == [f"{chapter}-{number}" for number in range(1, len(found) + 1)]


@pytest.mark.parametrize("source", [*ROOMS, *SERVER, *CLIENT], ids=name)
def test_comments_cite_rules_that_exist(source: Path) -> None:
    cited = set(re.findall(rf"\b{AN_ID}\b", source.read_text(encoding="utf-8")))
    assert cited <= set(RULES), f"{name(source)} cites {sorted(cited - set(RULES))}"
