"""The page on claims files tells the truth: its example is taken, its tables are complete."""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from annotator import vocabulary
from annotator.claims_file import FORMAT, parse
from tests.command_line import onrecord

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/claims-file.md").read_text(encoding="utf-8")
LEAST = {
    "format": FORMAT,
    "sources": [{"name": "s"}],
    "claims": [{"id": "c", "quote": "q"}],
    "links": [{"kind": "denies", "from": "a", "to": "b"}],
    "responses": [{"claim": "c", "target": "t", "status": "sought"}],
    "waivers": [{"rule": "r"}],
}
KINDS = ("sources", "claims", "links", "responses", "waivers")
REVIEWER = "the name in your settings"


def tables() -> list[dict[str, str]]:
    """Return each table of the page as its keys with their defaults."""
    found = []
    for table in re.findall(r"^\| key.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        rows = [row.split(" | ") for row in table.splitlines()]
        found.append({key: row[1] for row in rows for key in re.findall(r"`(\w+)`", row[0])})
    return found


def as_told(value: Any, *, required: bool) -> str:
    if required:
        return "required"
    return value if value == REVIEWER else f"`{json.dumps(value)}`"


def fenced(language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(block)


def told(*words: str | Path) -> str:
    run = onrecord(*words)
    assert run.returncode == 0, run.stderr
    return run.stdout.decode()


def test_the_example_shows_every_part() -> None:
    taken = parse(fenced("json").encode(), REVIEWER)
    assert all(getattr(taken, kind) for kind in KINDS)


@pytest.mark.slow
def test_the_example_fits_its_article(tmp_path: Path) -> None:
    project, story, marks = tmp_path / "p.onrecord", tmp_path / "s.txt", tmp_path / "m.json"
    story.write_text(fenced("text"), encoding="utf-8")
    marks.write_text(fenced("json"), encoding="utf-8")

    told("new", project)
    told("import", project, story)
    told("mark", project, "1", marks)
    first, second = json.loads(told("claims", project, "1"))["claims"]

    assert [claim["source"] for claim in (first, second)] == ["Harbor Board", "Gray Line"]
    assert None not in (first["mention_start"], second["mention_start"])


def test_the_tables_hold_every_key_with_its_default() -> None:
    taken = parse(json.dumps(LEAST).encode(), REVIEWER)
    of_the_file, *of_the_parts = tables()

    assert set(of_the_file) == set(LEAST)
    for kind, told in zip(KINDS, of_the_parts, strict=True):
        (read,) = getattr(taken, kind)
        (given,) = LEAST[kind]
        assert told == {
            key: as_told(value, required=key in given) for key, value in read.items()
        }, kind


@pytest.mark.parametrize(
    "kind",
    [
        vocabulary.Tag,
        vocabulary.SourceKind,
        vocabulary.Sector,
        vocabulary.QuoteType,
        vocabulary.ResponseType,
        vocabulary.ResponseStatus,
        vocabulary.LinkKind,
        vocabulary.Verification,
        vocabulary.LegalRisk,
        vocabulary.EvidenceKind,
    ],
)
def test_every_value_is_listed(kind: type[StrEnum]) -> None:
    assert [value for value in kind if f"`{value}`" not in PAGE] == []
