"""The pages of the help tell the truth: their keys are those of the registry."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import assets
from ui.actions import COMMANDS, GROUPS
from ui.help import ORDER, pages
from ui.keys import canonical

ROOT = Path(__file__).parent.parent
OF_USERS = (
    "getting-started",
    "marking",
    "sources",
    "responses",
    "balance-and-checks",
    "report",
    "keys",
)
ELSEWHERE = {"Enter", "Esc", "Ctrl+Enter", "Ctrl+V", "F2", "X", "#", "@", "!", "Shift", "Tab"}
"""Keys of fields, lists and links, which are no commands."""


def as_told(key: str) -> str:
    return key.replace("Return", "Enter")


def key_table() -> str:
    """Return the table of the page on keys, made of the registry."""
    parts = []
    for menu in GROUPS:
        found = [command for command in COMMANDS if command.menu == menu and command.keys]
        if not found:
            continue
        rows = [
            f"| {command.title.rstrip('…')} | "
            + ", ".join(dict.fromkeys(f"`{as_told(key)}`" for key in command.keys))
            + " |"
            for command in found
        ]
        parts.append("\n".join([f"## {menu}", "", "| command | keys |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def test_the_page_on_keys_has_every_key_of_the_registry() -> None:
    assert pages()["keys"].text.endswith(key_table())


def test_the_help_has_the_pages_that_a_reporter_needs_in_their_order() -> None:
    names = list(pages())
    assert set(OF_USERS) <= set(names)
    assert names[0] == "getting-started"
    assert [name for name in names if name in ORDER] == [n for n in ORDER if n in names]
    assert all(page.title != page.name for page in pages().values())


@pytest.mark.parametrize("name", OF_USERS)
def test_every_key_that_a_page_names_is_a_key(name: str) -> None:
    keys = {as_told(key) for command in COMMANDS for key in command.keys}
    named = re.findall(r"`([^`]+)`", pages()[name].text)
    assert [key for key in named if key not in keys | ELSEWHERE] == []
    assert named


@pytest.mark.parametrize("name", OF_USERS)
def test_the_links_of_a_page_lead_to_pages(name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", pages()[name].text)
    assert [link for link in links if link.removesuffix(".md") not in pages()] == []


def test_every_key_of_the_page_can_be_written_in_the_settings() -> None:
    assert all(canonical(key) == key for command in COMMANDS for key in command.keys)


def test_the_pages_are_found_where_they_were_installed(tmp_path: Path) -> None:
    for package in ("annotator", "resources"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text('"""Shipped."""\n')
    source = (ROOT / "annotator/assets.py").read_text(encoding="utf-8")
    (tmp_path / "annotator/assets.py").write_text(source, encoding="utf-8")
    docs = tmp_path / "resources/docs"
    docs.mkdir()
    (docs / "marking.md").write_text("# Marking\n", encoding="utf-8")
    (docs / "window.png").write_bytes(b"")
    code = "from annotator import assets; print(assets.pages())"
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert run.stdout.strip() == repr({"marking": "# Marking\n"})
    assert assets.pages().keys() == {page.stem for page in (ROOT / "docs").glob("*.md")}
