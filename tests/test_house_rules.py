"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = ("annotator", "ui", "resources")
EVERYWHERE = (*OURS, "tests", "typings")
TEXT_SUFFIXES = {".py", ".pyi", ".md", ".toml", ".txt", ".json", ".svg", ".qss", ".cfg"}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
QT = {"PySide6", "shiboken6", "PyQt6", "qtpy"}
NOT_BEFORE_THE_WINDOW = {
    "annotator.export.guard",
    "annotator.importers",
    "annotator.importing",
    "annotator.charts.page",
    "annotator.checks",
    "annotator.rules",
    "docx",
    "fontpkg",
    "logging.handlers",
    "lxml",
    "regex",
    "sentencex",
    "socket",
    "sqlcipher3",
    "sqlite_utils",
    "ui.dialogs.files",
    "ui.panels.balance",
    "ui.panels.checks",
    "ui.panels.history",
    "ui.panels.responses",
    "ui.panels.search",
    "ui.panels.sources",
}
NOT_IN_THE_WINDOW = {"sqlite3", "sqlcipher3", "sqlite_utils", "docx", "lxml"}

_PLAIN = "createMimeDataFromSelection"
"""What a widget of rich text must have of its own, or words are copied and dragged as HTML."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py*")]
    return sorted(p for p in found if p.suffix in {".py", ".pyi"} and "data" not in p.parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return what a file imports and defines, however deep; it is walked through once."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, kinds))


def told(path: Path, what: object) -> str:
    return f"{path.relative_to(ROOT)}: {what}"


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def in_a_fresh_python(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return run.stderr + run.stdout


def test_no_file_is_longer_than_400_lines() -> None:
    lines = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*EVERYWHERE)
    }
    assert [told(path, n) for path, n in lines.items() if n > 400] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        told(path, node.name)
        for path in modules(*EVERYWHERE)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert long == []


def test_everything_public_says_what_it_is() -> None:
    silent = [
        told(path, node.name)
        for path in modules(*OURS)
        for node in public(parsed(path).body)
        if not ast.get_docstring(node) and not is_qt_override(node)
    ]
    silent += [
        told(path, "module") for path in modules(*OURS) if not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def is_qt_override(node: Definition) -> bool:
    return not isinstance(node, ast.ClassDef) and re.search("[a-z][A-Z]", node.name) is not None


def test_files_are_named_by_what_they_hold() -> None:
    assert [
        told(path, "says nothing") for path in modules(*EVERYWHERE) if path.stem in NO_NAMES
    ] == []


def test_no_test_is_imported_by_another() -> None:
    bad = [
        told(path, node.module)
        for path in modules("tests")
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and ".test_" in (node.module or "")
    ]
    assert bad == []


def test_the_core_imports_no_qt() -> None:
    guilty = [told(path, names) for path in modules("annotator") if (names := imported(path) & QT)]
    assert guilty == []


def test_the_window_imports_neither_sql_nor_word() -> None:
    guilty = [
        told(path, names)
        for path in modules("ui")
        if (names := imported(path) & NOT_IN_THE_WINDOW)
    ]
    assert guilty == []


def test_every_module_of_the_core_can_be_imported_where_qt_cannot() -> None:
    code = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import annotator
for module in pkgutil.walk_packages(annotator.__path__, "annotator."):
    importlib.import_module(module.name)
"""
    assert in_a_fresh_python(code) == ""


def test_the_command_line_starts_without_qt() -> None:
    code = "import sys, ui.__main__; print(*(name for name in sys.modules if 'PySide6' in name))"
    assert in_a_fresh_python(code).strip() == ""


def test_the_first_window_loads_nothing_that_it_does_not_need() -> None:
    loaded = in_a_fresh_python("import sys, ui.app; print(*sys.modules)").split()
    assert NOT_BEFORE_THE_WINDOW.isdisjoint(loaded)


def test_no_text_of_ours_names_a_machine_or_is_left_unfinished() -> None:
    machine = "|".join(("/" + "root/", "/" + "home/", "/" + "Users/", "/" + "work/"))
    unfinished = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X"))
    pattern = re.compile(rf"(?<![\w.:/-])(?:{machine})|\b(?:{unfinished})\b")
    folders = [ROOT / folder for folder in (*EVERYWHERE, "docs", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files = [
        p for p in files if p.suffix in TEXT_SUFFIXES and (ROOT / "tests/data") not in p.parents
    ]
    files += [
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        *(ROOT / ".ci").glob("*"),
    ]
    found = [
        told(path, match[0])
        for path in files
        if (match := pattern.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_one_module_alone_asks_the_network() -> None:
    asking = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "aiohttp", "ftplib"}
    found = {told(path, "asks") for path in modules("annotator", "ui") if imported(path) & asking}
    assert found == {"annotator/fetching.py: asks"}
    requests = [p for p in modules("annotator", "ui") if "urllib.request" in p.read_text("utf-8")]
    assert requests == []


def test_errors_of_sqlite_are_caught_by_names_that_fit_encrypted_projects_too() -> None:
    catching = re.compile(r"(except|suppress|isinstance)\b.*\bsqlite3\.\w*(Error|Warning)")
    allowed = {ROOT / "annotator/store/faults.py"}
    found = [
        told(path, match[0])
        for path in modules("annotator", "ui")
        if path not in allowed and (match := catching.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_files_are_connected_to_in_one_place() -> None:
    connecting = re.compile(r"\b(sqlite3|dbapi2)\.connect\((?!\":memory:\")")
    found = {
        path.name
        for path in modules("annotator", "ui")
        if connecting.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"keyring.py"}


def test_no_words_of_an_article_are_taken_for_markup() -> None:
    rich = re.compile(r"RichText|setHtml|insertHtml")
    found = [path.name for path in modules("ui") if rich.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_one_place_alone_has_the_clipboard_and_what_is_dragged() -> None:
    words: tuple[str, ...] = (
        r"\.clipboard\(\)",
        "QClipboard",
        r"QDrag\b",
        r"setDragEnabled\(True",
        "setImage",
    )
    words += (r"\bQPlainTextEdit\(", r"\bQTextEdit\(", r"\bQTextBrowser\(")
    guilty = []
    for path in modules("ui"):
        if path.name == "clipboard.py":
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call | ast.ImportFrom):
                told_words = ast.unparse(node)
                guilty += [told(path, word) for word in words if re.search(word, told_words)]
            elif isinstance(node, ast.ClassDef):
                rich = {"QTextEdit", "QTextBrowser", "QPlainTextEdit"}
                has = {name.name for name in node.body if isinstance(name, ast.FunctionDef)}
                if rich & set(map(ast.unparse, node.bases)) and _PLAIN not in has:
                    guilty.append(told(path, node.name))
    assert guilty == []
