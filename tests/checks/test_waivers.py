"""A finding is set aside with a reason, who did it and when is kept, and it can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import claims_file, edits
from annotator.checks.checking import check
from annotator.checks.finding import Finding
from annotator.checks.registry import RULES
from annotator.checks.waivers import covering, covers, take_back, waive
from annotator.errors import EditError
from annotator.model import Article, Marks, Waiver
from annotator.store import Store
from tests.checks.cases import FIRES, LEDE, Marked
from tests.checks.fairness_cases import accusation
from tests.factories import keep_wire_story, new_project
from tests.marked_story import Story

REVIEWER = "Ann Lee"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "p.onrecord"), reviewer=REVIEWER) as opened:
        yield opened


@pytest.fixture
def article(store: Store) -> Article:
    return keep_wire_story(store)


def one(marks: Marks, rule: str, number: int = 0) -> Finding:
    return [finding for finding in check(marks) if finding.rule == rule][number]


def made_by(edit: edits.Edit) -> Waiver:
    (move,) = edit.moves
    assert isinstance(move.after, Waiver)
    return move.after


@pytest.mark.parametrize(("rule", "marked"), [(rule, marked) for rule, _, marked in FIRES])
def test_whatever_a_rule_finds_can_be_waived_and_taken_back(rule: str, marked: Marked) -> None:
    story = Story()
    marked(story)
    marks = story.marks
    found = one(marks, rule)
    waiver = made_by(waive(marks.article, found, "settled", REVIEWER))
    story.waivers.append(waiver)

    again = {finding.key: finding for finding in check(story.marks)}
    assert again[found.key].waived == "settled"
    assert {key for key, finding in again.items() if not finding.is_open} == {found.key}
    assert covering(story.marks.waivers, found) == [waiver]
    assert take_back(story.marks.waivers, found).moves == (edits.Move(waiver, None),)


def test_a_waiver_names_what_its_rule_is_about() -> None:
    story = Story()
    accusation(story)
    marks = story.marks

    def names(rule: str) -> tuple[str | None, str | None, str | None]:
        waiver = made_by(waive(marks.article, one(marks, rule), "why", REVIEWER))
        return waiver.claim_id, waiver.source_id, waiver.target

    assert names("FAIR-01") == (LEDE, None, "the mill")
    assert names("VER-01") == (LEDE, None, None)
    assert names("SRC-04") == (None, None, None)


def test_it_is_one_step_that_knows_who_and_when(store: Store, article: Article) -> None:
    found = one(store.marks(article.id), "ATT-02")
    edit = waive(article, found, "  Named\nto the editor. ", REVIEWER)
    assert edit.label == "Waive ATT-02: Named to the editor."
    change = store.apply(edit)
    waiver = made_by(edit)
    assert (waiver.reason, waiver.reviewer) == ("Named to the editor.", REVIEWER)
    assert waiver.source_id == found.source

    step = store.waiving(waiver.id)
    assert step is not None
    assert (step.id, step.reviewer) == (change.step_id, REVIEWER)
    assert step.at >= "2024"

    store.undo()
    assert one(store.marks(article.id), "ATT-02").is_open
    store.redo()
    assert one(store.marks(article.id), "ATT-02").waived == "Named to the editor."
    assert store.waiving(waiver.id) == step
    assert store.waiving("nobody") is None


def test_taken_back_it_is_open_and_undo_waives_it_again(store: Store, article: Article) -> None:
    marks = store.marks(article.id)
    store.apply(waive(article, one(marks, "VER-01"), "Seen the file", REVIEWER))
    marks = store.marks(article.id)
    waived = next(f for f in check(marks) if not f.is_open)
    step = store.waiving(marks.waivers[0].id)

    store.apply(take_back(marks.waivers, waived))
    assert all(finding.is_open for finding in check(store.marks(article.id)))
    store.undo()
    marks = store.marks(article.id)
    assert [f.key for f in check(marks) if not f.is_open] == [waived.key]
    assert store.waiving(marks.waivers[0].id) == step


def test_it_lasts_while_the_claim_changes(store: Store, article: Article) -> None:
    marks = store.marks(article.id)
    found = one(marks, "VER-01")
    store.apply(waive(article, found, "Seen the file", REVIEWER))
    claim = store.marks(article.id).claim(found.claims[0])
    longer = replace(claim, start=claim.start, end=claim.end - 10, quote=claim.quote[:-10])
    store.apply(edits.change("Move", (claim, replace(longer, targets=("Huawei", "China")))))
    assert one(store.marks(article.id), "VER-01").is_open
    assert check(store.marks(article.id))[-1].claims == found.claims


def test_it_leaves_and_comes_back_in_a_claims_file(store: Store, article: Article) -> None:
    marks = store.marks(article.id)
    store.apply(waive(article, one(marks, "SRC-01"), "Confirmed by another", REVIEWER))
    store.apply(waive(article, one(marks, "ATT-02"), "Known to us", REVIEWER))
    store.apply(waive(article, one(marks, "ATT-10"), "One is enough", REVIEWER))
    store.apply(waive(article, one(marks, "TXT-01"), "Looked", REVIEWER))
    written = claims_file.dump(store.marks(article.id))
    assert [waiver["rule"] for waiver in written["waivers"]] == [
        "ATT-02",
        "ATT-10",
        "SRC-01",
        "TXT-01",
    ]
    assert written["waivers"][1] | {"reason": ""} == {
        "rule": "ATT-10",
        "claim": None,
        "source": None,
        "target": "Blair",
        "reason": "",
    }


@pytest.mark.parametrize("reason", ["", " \n\t ", "\x00", "a\ud800", "x" * 2001])
def test_a_reason_is_needed(store: Store, article: Article, reason: str) -> None:
    found = one(store.marks(article.id), "VER-01")
    with pytest.raises(EditError):
        waive(article, found, reason, REVIEWER)


@pytest.mark.parametrize("reason", ["نمی\u200cشود", "Agreed 👩\u200d🚀", "\u200fעברית\u200e"])
def test_a_reason_is_in_any_script(store: Store, article: Article, reason: str) -> None:
    store.apply(waive(article, one(store.marks(article.id), "VER-01"), reason, REVIEWER))
    assert [waiver.reason for waiver in store.marks(article.id).waivers] == [reason]


def test_what_is_waived_is_not_waived_twice_nor_taken_back_twice() -> None:
    story = Story()
    accusation(story)
    found = one(story.marks, "VER-01")
    with pytest.raises(EditError, match="not waived"):
        take_back(story.marks.waivers, found)
    story.waivers.append(made_by(waive(story.article, found, "why", REVIEWER)))
    with pytest.raises(EditError, match="already"):
        waive(story.article, one(story.marks, "VER-01"), "why", REVIEWER)


def test_all_that_set_a_finding_aside_are_taken_back_at_once() -> None:
    story = Story()
    accusation(story)
    story.waive("VER-01", "for all")
    story.waive("VER-01", "for this", claim_id=LEDE)
    story.waive("SRC-01", "another rule")
    found = one(story.marks, "VER-01")
    assert len(take_back(story.marks.waivers, found).moves) == 2


def test_a_waiver_of_a_rule_that_is_no_more_does_no_harm() -> None:
    story = Story()
    accusation(story)
    story.waive("OLD-01", "long ago")
    assert all(finding.is_open for finding in check(story.marks))
    assert "OLD-01" not in RULES
    assert covers(story.marks.waivers[0], one(story.marks, "VER-01"))
