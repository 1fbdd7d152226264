"""What is much the same as an article of the project is told, with how much."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits import change
from annotator.store import Store
from annotator.versions import near
from annotator.versions.batch import Batch, sketch
from tests.factories import WIRE_STORY, keep_text, keep_wire_story, new_project

OTHER = "A farm and a dog\n\nThe dog of a farm in the north was found on Sunday by two children.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(new_project(tmp_path / "desk.onrecord"))
    keep_wire_story(opened)
    keep_text(opened, OTHER)
    return opened


def found(store: Store, text: str, url: str | None = None) -> list[tuple[int, int]]:
    known = near.candidates(store, text, url)
    return [(one.article.number, one.percent) for one in near.nearest(text, known, url)]


def test_an_edited_story_is_near_the_old_one(store: Store) -> None:
    words = WIRE_STORY.read_text(encoding="utf-8")
    ((number, percent),) = found(store, words.replace("Ottawa", "Toronto") + "\nOne line more.\n")
    assert number == 1
    assert 85 <= percent <= 99


def test_one_line_more_is_never_the_same(store: Store) -> None:
    text = WIRE_STORY.read_text(encoding="utf-8") + "\nMore.\n"
    assert found(store, text) == [(1, 99)]


def test_another_story_is_near_none(store: Store) -> None:
    assert found(store, "A third story\n\nNothing of it stands in any of the others.") == []
    assert found(store, "Two") == []
    assert found(store, "…") == []


def test_the_same_address_is_told_whatever_the_words(store: Store) -> None:
    (first, _) = store.articles()
    address = "https://example.org/a"
    store.apply(change("Address", (first, replace(first, url=address))))
    assert [number for number, _ in found(store, "All new words here", address)] == [1]


def test_a_text_of_a_batch_is_near_the_one_before_and_to_no_other() -> None:
    words = WIRE_STORY.read_text(encoding="utf-8")
    batch: Batch[int] = Batch()
    texts = (words, OTHER, "Two", "", words.replace("Ottawa", "Toronto") + "\nOne line more.\n")
    found = [batch.add(at, sketch(text)) for at, text in enumerate(texts)]
    assert found[:4] == [None] * 4
    assert found[4]
    assert found[4][0] == 0
    assert 85 <= found[4][1] <= 99
    assert batch.add(0, sketch(words)) == (4, found[4][1])
    assert batch.add(0, sketch(OTHER)) == (1, 99)


def test_a_long_text_of_a_batch_is_compared_by_a_sample() -> None:
    words = [f"w{n}" for n in range(20_000)]
    batch: Batch[str] = Batch()
    batch.add("old", sketch(" ".join(words)))
    found = batch.add("new", sketch(" ".join(words[1_000:])))
    assert found
    assert found[0] == "old"
    assert 92 <= found[1] <= 98


def test_quotation_marks_ask_for_nothing_else(store: Store) -> None:
    assert found(store, 'He said: " OR a* NEAR("b" c) AND NOT " to the six of them') == []


@pytest.mark.slow
def test_a_long_text_is_near_by_a_sample_of_its_words(store: Store) -> None:
    lines = [f"Line {n} tells of ship {n * 7} and of crate {n * 3}.\n" for n in range(60_000)]
    text = "".join(lines)
    assert len(text) > 2_000_000
    keep_text(store, text)
    (half, whole) = ("".join(lines[:30_000]), text + "More.\n")
    assert found(store, whole) == [(3, 99)]
    ((number, percent),) = found(store, half)
    assert number == 3
    assert 48 <= percent <= 52
