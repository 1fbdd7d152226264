"""The page on searching tells the truth: what it shows is understood and found."""

import re
from pathlib import Path

import pytest

from annotator import edits
from annotator.model import Source, new_id
from annotator.query import FIELDS, Query, parse
from annotator.store import Store
from annotator.vocabulary import Tag
from tests.factories import claim_of, keep_text, new_project

PAGE = (Path(__file__).parent.parent / "docs/searching.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
TEXT = "Mill accused\n\nThe union said that Mill had dumped waste. Nobody denied it.\n"


@pytest.mark.parametrize("line", SHOWN)
def test_every_line_that_is_shown_is_understood(line: str) -> None:
    query = parse(line)
    assert query.misread == ()
    assert not query.is_empty


def test_every_field_is_told() -> None:
    told = {match for line in SHOWN for match in re.findall(r"(\w+):", line)}
    assert told == set(FIELDS)
    for line in re.findall(r"`(\w+:[^`]+)`", PAGE):
        assert parse(line) != Query(), line


def test_what_is_said_of_words_is_so(tmp_path: Path) -> None:
    with Store.open(new_project(tmp_path / "p.onrecord")) as store:
        article = keep_text(store, TEXT)
        union = Source(new_id(), "The union", side="union of workers")
        fields = {"source_id": union.id, "tags": (Tag.ALLEGATION,), "targets": ("The mill",)}
        claim = claim_of(article, TEXT, "dumped waste", **fields)
        store.apply(edits.add("Mark", union, claim))
        found = {line: bool(store.find(parse(line)).hits) for line in SHOWN}
    hit = {"mill", "mill waste", '"dumped waste"', "deni*", "waste -river", "-river"}
    hit |= {"side:union", "unanswered:yes", "status:unchecked"}
    assert {line for line, is_found in found.items() if is_found} == hit
