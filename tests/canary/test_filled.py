"""The project of the canaries is filled to the last field, and a new field is missed at once."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from annotator.model import Block, Descriptor, Document, Evidence, Noun, Step
from annotator.store.reader import Reader
from tests.canary.filled import FIELDS, SEEN, filled
from tests.canary.names import seeded
from tests.canary.scan import scan

NOUNS = (*get_args(Noun), Document, Block, Descriptor, Evidence, Step)
NO_WORDS = {
    *("article.sha256", "article.published", "document.original_sha256", "step.at"),
    *("response.date", "response.deadline", "waiver.rule", "claim.quote", "document.encoding"),
    *("step.undoes", "step.below", "step.undo_top", "step.redo_top"),
}
"""Fields of letters in which nobody writes: dates, digests, rules, and the article's own words."""


def name_of(kind: type, field: str) -> str:
    return f"{kind.__name__.lower()}.{field}"


def nouns(path: Path) -> Iterator[Any]:
    """Yield everything that a project holds, and what that is made of."""
    with Reader.open(path) as reader:
        for article in reader.articles():
            marks = reader.marks(article.id)
            yield from (article, marks.document, *marks.claims, *marks.sources, *marks.links)
            yield from (*marks.responses, *marks.waivers, *reader.listings(article.id))
            yield from reader.omissions(article.id)
            yield from (one for s in marks.sources for one in reader.identities(s.id))
        yield from (*reader.sides(), *reader.versions(), *reader.history())


def parts(noun: Any) -> Iterator[Any]:
    yield noun
    for field in fields(noun):
        value = getattr(noun, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if is_dataclass(each):
                yield each


def test_each_field_of_each_noun_is_filled(tmp_path: Path) -> None:
    made = filled(tmp_path / "desk.onrecord", seeded())
    there = {
        name_of(type(one), f.name)
        for noun in nouns(made.path)
        for one in parts(noun)
        for f in fields(one)
        if is_filled(one, f)
    }
    wanted = {name_of(kind, f.name) for kind in NOUNS for f in fields(kind)}
    assert wanted - there == set()


def is_filled(noun: Any, field: Any) -> bool:
    value = getattr(noun, field.name)
    default = field.default if field.default is not MISSING else None
    return value not in (None, "", (), default) or (field.default is MISSING and value is False)


def test_each_field_of_words_can_have_a_name_slip_into_it() -> None:
    in_words = {
        name_of(kind, f.name)
        for kind in NOUNS
        for f in fields(kind)
        if kind.__name__ != "Identity"
        and f.type in (str, str | None, tuple[str, ...])
        and not f.name.endswith("id")
    }
    assert in_words - NO_WORDS == set(FIELDS)


@pytest.mark.slow
def test_the_canaries_are_in_the_project_and_the_scan_finds_each(tmp_path: Path) -> None:
    made = filled(tmp_path / "desk.onrecord", seeded())
    assert {hit.canary for hit in scan([tmp_path], made.canaries).hits} == set(made.canaries)


@pytest.mark.parametrize("name", FIELDS)
def test_a_name_slips_into_the_field_that_is_said(tmp_path: Path, name: str) -> None:
    made = filled(tmp_path / "desk.onrecord", seeded(), name)
    noun, field = name.split(".")
    values = [
        getattr(one, field)
        for each in nouns(made.path)
        for one in parts(each)
        if type(one).__name__.lower() == noun
    ]
    (slipped,) = made.slipped
    assert slipped.words in repr(values).replace("%20", " ")
    assert SEEN in repr([*nouns(made.path)])
