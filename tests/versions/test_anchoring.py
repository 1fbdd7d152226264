"""Claims in a new version: what is found is where it was, and look-alikes are never guessed."""

import random
from pathlib import Path

import pytest

from annotator.importers import read, read_bytes
from annotator.model import Article, Claim, Document, Marks, Span
from annotator.versions.anchoring import Anchor, Fate, anchors
from tests.examples import examples
from tests.versions import edited as editing
from tests.versions.edited import Story

WIRE = read(Path(__file__).parent.parent / "data" / "reuters" / "000_85ec82c88e41458d.txt")
TWINS = read_bytes(
    b"""Two mills
The mill denied on Monday that it had known of the leak in the river. He declined.
The farm denied on Monday that it had known of the leak in the river. He declined.
The town said that it would wait for the court. She denied it.
The mill denied on Tuesday that it had known of the leak in the river. It was false.
The town said that it would not wait for the court. She denied it. He declined.
""",
    "mills.txt",
)
STORIES = {"wire": WIRE, "twins": TWINS}


def stands_as_before(old: Story, new: Story, origin: int, place: int) -> bool:
    """Return whether a sentence has the same words and the same two around it as in the old.

    Whether it is the old one, or was taken out and put in again, nobody can tell.
    """
    before = ["", *(one.words for one in old.sentences), ""]
    after = ["", *(one.words for one in new.sentences), ""]
    at = sum(start <= place for start in new.starts)
    return before[origin : origin + 3] == after[at - 1 : at + 2]


def wrong(anchor: Anchor, truth: tuple[int, Span], old: Story, new: Story) -> str | None:
    """Return what is wrong with an anchor, None where nothing is."""
    origin, within = truth
    span, is_found = anchor.span, anchor.fate is Fate.FOUND
    if span is None or (is_found and stands_as_before(old, new, origin, span.start)):
        return None
    text, _, places = new.laid_out()
    if is_found and span.of(text) != anchor.claim.quote:
        return "the words differ"
    if origin not in places:
        return "it is gone" if is_found else None
    ((at, one),) = places[origin]
    if is_found and not one.is_rewritten:
        is_there = span == Span(at + within.start, at + within.end)
    else:
        is_there = span.start < at + len(one.words) and span.end > at
    return None if is_there else "it is elsewhere"


def tried(name: str, seed: int, times: int) -> tuple[list[Anchor], list[str]]:
    chance = random.Random(f"{name} {seed}")  # noqa: S311
    imported = STORIES[name]
    old = editing.story_of(imported.text, imported.blocks)
    marks, truths = editing.marked(old, chance, 30)
    new = editing.edited(old, chance, times)
    text, blocks, _ = new.laid_out()
    found = anchors(marks, text, blocks)
    faults = [
        f"{new.done}: {anchor.claim.quote!r} {anchor.fate.name} "
        f"{anchor.span and anchor.span.of(text)!r}: {fault}"
        for anchor, truth in zip(found, truths, strict=True)
        if (fault := wrong(anchor, truth, old, new))
    ]
    return found, faults


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("times", [1, 4, 12, 30])
def test_no_anchor_is_wrong_after_any_edits(name: str, times: int) -> None:
    for seed in range(examples(40).max_examples):
        _, faults = tried(name, seed, times)
        assert not faults, (seed, faults)


def compared(old: str, new: str, *quotes: str) -> tuple[list[Anchor], str]:
    """Return what became of claims on `quotes`, and the new text."""
    before, after = read_bytes(old.encode(), "a.txt"), read_bytes(new.encode(), "a.txt")
    claims = []
    for number, quote in enumerate(quotes):
        assert before.text.count(quote) == 1
        start = before.text.index(quote)
        claims.append(Claim(f"c{number}", "a", start, start + len(quote), quote))
    document = Document("a", before.text, before.blocks, "a.txt", "")
    marks = Marks(Article("a", 1, "A", "", 0), document, tuple(claims))
    return anchors(marks, after.text, after.blocks), after.text


def fates(old: str, new: str, *quotes: str) -> list[tuple[str, str | None]]:
    """Return what became of claims on `quotes`, with the words that each stands on now."""
    found, text = compared(old, new, *quotes)
    return [(one.fate.name, one.span.of(text) if one.span else None) for one in found]


def offered(old: str, new: str, *quotes: str) -> list[list[str]]:
    """Return the words that are offered for each claim that is gone."""
    found, text = compared(old, new, *quotes)
    assert {one.fate for one in found} == {Fate.GONE}
    return [[span.of(text) for span in one.candidates] for one in found]


OLD = """The mill and the river
Officials said on Monday that the mill had poured oil into the river for years.
The owner of the mill denied that it had poured anything into the river at all.
The town will ask a court to close the mill before the end of the summer, a judge said.
"""
POURED, DENIED = "the mill had poured oil into the river", "denied that it had poured anything"


def test_a_version_that_is_the_same_loses_nothing() -> None:
    for name, imported in STORIES.items():
        old = editing.story_of(imported.text, imported.blocks)
        marks, _ = editing.marked(old, random.Random(name), 60)  # noqa: S311
        text, blocks, _ = old.laid_out()
        found = anchors(marks, text, blocks)
        assert {one.fate for one in found} == {Fate.FOUND}
        assert [one.span for one in found] == [claim.span for claim in marks.claims]


def test_a_moved_paragraph_keeps_its_claims() -> None:
    lines = OLD.splitlines()
    moved = "\n".join([lines[0], *lines[2:], lines[1]])
    assert fates(OLD, moved, POURED, DENIED) == [("FOUND", POURED), ("FOUND", DENIED)]


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("saidd", "said"), ("employer", "employee"), ("county", "country"),
        ("seventy", "seventeen"),
        ("$5", "€5"), ("👍", "👎"), ("resume\u0301", "resume"), ("कि", "की"), ("“never”", "never"),
        ("5%", "5"), ("sure?", "sure"),
    ],
)  # fmt: skip
def test_what_looks_like_a_misspelling_beside_a_claim_is_for_a_person_to_see(
    was: str, became: str
) -> None:
    before = OLD.replace("Officials said on", f"Officials {was} on")
    assert fates(before, before.replace(was, became), POURED) == [("CHANGED", POURED)]


def test_other_punctuation_beside_a_claim_changes_nothing_in_it() -> None:
    new = OLD.replace("Officials said on Monday that", "“Officials” said, on Monday, that")
    old = OLD.replace("Officials said", '"Officials" said')
    assert fates(old, new, POURED) == [("FOUND", POURED)]


@pytest.mark.parametrize(
    ("was", "became", "quote"),
    [("he denied", "she denied", "he denied the"), ("legal", "illegal", "legal to pour oil")],
)
def test_a_part_of_another_word_is_never_the_claims_own(was: str, became: str, quote: str) -> None:
    lines = OLD.splitlines()
    lines[2] = (
        "The owner of the mill said that he denied the report, and that it was legal to pour oil."
    )
    old = "\n".join(lines)
    ((fate, found),) = fates(old, old.replace(was, became), quote)
    assert (fate, found) == ("CHANGED", became + quote.removeprefix(was))
    (gone,) = offered(
        old, "A headline\n\nNothing of it stands: she denied the illegal to pour oil.\n", quote
    )
    assert quote not in gone


def test_words_that_stand_in_furniture_now_are_not_offered() -> None:
    lines = OLD.splitlines()
    del lines[2]
    new = "\n".join([*lines, "", "Read more: The mill denied that it had poured anything"])
    assert offered(OLD, new, DENIED) == [[]]


def test_a_claim_that_was_struck_out_of_its_sentence_is_gone() -> None:
    said = "The mill said the farm said the town said nothing of all that in the last year."
    old = OLD + said + "\n"
    new = old.replace("the farm said ", "")
    assert fates(old, new, "the farm said") == [("GONE", None)]
    assert fates(
        old, old.replace("nothing of all that", "not a word of it"), "nothing of all that"
    )[0] == ("CHANGED", "not a word of it")


def test_a_changed_place_cuts_no_letter_from_its_marks() -> None:
    old = OLD.replace("poured oil", "poured cafe\u0301 oil")
    new = OLD.replace("poured oil", "poured the olde\u0301")
    assert fates(old, new, "poured cafe\u0301 oil") == [("CHANGED", "poured the olde\u0301")]


def test_another_speaker_is_for_a_person_to_see() -> None:
    new = OLD.replace("The owner of the mill denied", "The owner of the farm denied")
    assert fates(OLD, new, DENIED) == [("CHANGED", DENIED)]


def test_a_not_that_came_in_is_for_a_person_to_see() -> None:
    new = OLD.replace("Officials said on", "Officials have not said on")
    assert fates(OLD, new, POURED) == [("CHANGED", POURED)]


def test_a_claim_in_other_words_is_shown_with_what_it_became() -> None:
    new = OLD.replace("had poured oil", "had let some oil run")
    assert fates(OLD, new, POURED) == [("CHANGED", "the mill had let some oil run into the river")]


def test_a_denial_that_vanished_is_gone_even_where_its_words_stand_elsewhere() -> None:
    lines = OLD.splitlines()
    new = "\n".join([*lines[:2], lines[3], "A farm nearby denied that it had poured anything."])
    assert fates(OLD, new, DENIED) == [("GONE", None)]


def test_words_that_stand_elsewhere_are_offered() -> None:
    before, after = read_bytes(OLD.encode(), "a.txt"), "A headline\nWho denied it?\n"
    start = OLD.index("denied")
    claim = Claim("c", "a", start, start + 6, "denied")
    document = Document("a", before.text, before.blocks, "a.txt", "")
    marks = Marks(Article("a", 1, "A", "", 0), document, (claim,))
    new = read_bytes(after.encode(), "b.txt")
    (anchor,) = anchors(marks, new.text, new.blocks)
    assert anchor.fate is Fate.GONE
    assert [span.of(new.text) for span in anchor.candidates] == ["denied"]


def test_a_sentence_that_stands_twice_now_is_never_chosen_between() -> None:
    lines = OLD.splitlines()
    new = "\n".join([lines[0], lines[3], lines[2], "A line between the two of them.", lines[2]])
    found, text = compared(OLD, new, DENIED)
    assert [one.fate for one in found] == [Fate.GONE]
    assert [span.of(text) for span in found[0].candidates] == [DENIED, DENIED]


def test_what_two_old_sentences_may_have_become_is_neither() -> None:
    lines = OLD.splitlines()
    twin = lines[2].replace("mill", "farm").replace("all.", "all, too.")
    old = "\n".join([*lines[:3], twin, lines[3]])
    became = lines[2].replace("mill", "plant")
    new = "\n".join([*lines[:2], became, lines[3]])
    assert fates(old, new, "The owner of the mill denied") == [("GONE", None)]
    assert fates(old, new, "The owner of the farm denied") == [("GONE", None)]


def test_what_a_sentence_became_is_not_chosen_from_two_that_are_about_as_like() -> None:
    lines = OLD.splitlines()
    some = [lines[2].replace("mill", name) for name in ("plant", "works")]
    new = "\n".join([*lines[:2], some[0], lines[3], some[1]])
    found, text = compared(OLD, new, "The owner of the mill denied")
    assert [one.fate for one in found] == [Fate.GONE]
    offered_words = [span.of(text) for span in found[0].candidates]
    assert offered_words == ["The owner of the plant denied", "The owner of the works denied"]


def test_what_is_like_enough_is_a_look_alike_of_what_is_still_more_alike() -> None:
    lines = OLD.splitlines()
    rewritten = lines[2].replace("owner", "boss").replace("into", "down").replace("at", "of")
    new = "\n".join([*lines[:2], lines[2].replace("mill", "farm"), lines[3], rewritten])
    found, _ = compared(OLD, new, DENIED)
    assert [one.fate for one in found] == [Fate.GONE]
    assert len({span.start for span in found[0].candidates}) == 2


def test_what_is_only_nearly_as_like_is_a_look_alike_too() -> None:
    lines = OLD.splitlines()
    some = [lines[2].replace("owner of the mill", "boss of a farm")]
    some.append(some[0].replace("at all", "ever once"))
    new = "\n".join([*lines[:2], some[0], lines[3], some[1]])
    assert fates(OLD, "\n".join([*lines[:2], some[0], lines[3]]), "denied that")[0][0] == "CHANGED"
    assert fates(OLD, new, "denied that") == [("GONE", None)]


def test_another_sentence_in_the_same_place_is_no_change() -> None:
    lines = OLD.splitlines()
    lines[2] = "The owner of the mill was asked by a clerk whether it had poured oil at all."
    assert fates(OLD, "\n".join(lines), DENIED) == [("GONE", None)]


def test_a_short_sentence_is_known_by_both_of_its_neighbors_alone() -> None:
    lines = OLD.splitlines()
    old = "\n".join([*lines[:2], "He declined it.", *lines[2:]])
    both = "\n".join([*lines[:2], "He declined all.", *lines[2:]])
    one = "\n".join([*lines[:2], "He declined all.", lines[3]])
    assert fates(old, both, "declined it") == [("CHANGED", "declined all")]
    assert fates(old, one, "declined it") == [("GONE", None)]
