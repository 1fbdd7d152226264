"""A reply is taken up as a person chooses, and then it is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.checks.checking import check
from annotator.returned.proposals import Action, Doing, actions, entry, is_taken_up, proposed
from annotator.returned.reply import Kind, Reply
from annotator.store import Store
from annotator.vocabulary import Verification
from tests.returned.desk import marks_in, mill_project
from tests.returned.editor import WHEN


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mill_project(tmp_path / "mill.onrecord")


def reply_on(project: Path, number: int, text: str) -> Reply:
    marks = marks_in(project)
    claim = marks.claims[number - 1]
    return Reply(Kind.ANSWER, "Editor", WHEN, text, claim.id, marks.article.id, "")


def take_up(project: Path, reply: Reply, action: Action) -> None:
    with Store.open(project, "Nora") as store:
        marks = store.marks(store.articles()[0].id)
        store.apply(proposed(reply, action, marks, "Nora"))


def test_a_note_is_added_below_the_one_that_is_there_and_then_known(project: Path) -> None:
    first = reply_on(project, 1, "Who is the clerk?\nCall her.")
    second = replace(first, author="", date="", text="The comment was resolved.")

    for reply in (first, second):
        assert not is_taken_up(reply, marks_in(project))
        take_up(project, reply, actions(reply, marks_in(project), ())[0])
        assert is_taken_up(reply, marks_in(project))

    assert marks_in(project).claims[0].note == (
        "Editor (2026-11-30): Who is the clerk?\nCall her.\n"
        "Returned report: The comment was resolved."
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Verified.", Verification.VERIFIED),
        ("I read it.\nverify: false", Verification.FALSE),
        ("Verification: Cannot be verified", Verification.CANNOT_BE_VERIFIED),
        ("That is false, is it not?", None),
        ("Not verified by anybody I know.", None),
    ],
)
def test_a_verification_is_offered_where_the_words_are_one(
    project: Path, text: str, meant: Verification | None
) -> None:
    reply = reply_on(project, 1, text)
    offered = actions(reply, marks_in(project), ())

    assert offered[0].doing is Doing.NOTE
    assert [a.verification for a in offered if a.is_meant] == ([meant] if meant else [])
    if meant:
        take_up(project, reply, offered[1])
        claim = marks_in(project).claims[0]
        assert (claim.verification, claim.note) == (meant, entry(reply))


def test_a_disputed_claim_is_not_verified_and_says_by_whom(project: Path) -> None:
    reply = reply_on(project, 3, "The mill disputes this.")
    offered = actions(replace(reply, text="Disputed by the mill."), marks_in(project), ())

    take_up(project, reply, offered[1])

    claim = marks_in(project).claims[2]
    assert claim.verification is Verification.NOT_VERIFIED
    assert claim.note == "Editor (2026-11-30): The mill disputes this."


def test_an_open_check_is_waived_with_the_words_as_its_reason(project: Path) -> None:
    marks = marks_in(project)
    findings = check(marks)
    finding = next(f for f in findings if f.claims and f.is_open)
    number = marks.number_of(finding.claims[0])
    reply = reply_on(project, number, f"Please waive {finding.rule.lower()}: a second source.")
    offered = actions(reply, marks, findings)

    take_up(project, reply, offered[1])

    after = marks_in(project)
    assert is_taken_up(reply, after)
    assert [waiver.reason for waiver in after.waivers] == [entry(reply)]
    assert not any(a.finding == finding for a in actions(reply, after, check(after)))


def test_what_names_no_claim_offers_nothing(project: Path) -> None:
    marks = marks_in(project)
    lost = Reply(Kind.NEW, "Editor", WHEN, "Fine.", None, marks.article.id, "on no words")
    gone = replace(lost, claim_id="gone")

    for reply in (lost, gone):
        assert actions(reply, marks, check(marks)) == ()
        assert not is_taken_up(reply, marks)
