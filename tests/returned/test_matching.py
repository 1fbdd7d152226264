"""What an editor did to a report is known by claim; what is not known is listed, not guessed."""

import io
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import edits
from annotator.checks.checking import check
from annotator.checks.waivers import waive
from annotator.errors import AnnotatorError
from annotator.export.markup import WORD
from annotator.export.package import zipped
from annotator.model import Claim, Marks
from annotator.rules import FILE_NAME
from annotator.store import Store
from annotator.store.rows import STEPS
from annotator.vocabulary import Variant, Verification
from tests.export.generated import articles
from tests.export.marked import claim, marked
from tests.returned.desk import kept, marks_in, matched, mill_project, read_back, report_on, told
from tests.returned.editor import Editor, W, drop

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:comments xmlns:w="' + WORD.encode() + b'">&b;</w:comments>'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return mill_project(tmp_path / "mill.onrecord")


def back(project: Path, editor: Editor) -> list[tuple[str, int, str]]:
    return told(read_back(project, editor.saved()), marks_in(project).claims)


@pytest.mark.slow
def test_a_report_that_nobody_touched_says_nothing(project: Path) -> None:
    for variant in (Variant.FULL, Variant.LEGAL, Variant.PUBLIC):
        assert read_back(project, report_on(project, variant)) == ()


def test_answers_marks_and_new_comments_are_about_the_claims_they_stand_on(project: Path) -> None:
    spilled, _, denied, hurt = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(spilled, "Who is the clerk?\nCall her.")
    editor.remark("in May", "Or in June?")
    editor.remark("the river", "Which one?")
    editor.resolve(denied)
    editor.remark("denies it. Its owner", "Quote the owner.")
    run = next(editor.comment_of(hurt).iter(f"{W}t"))
    run.text = f"{run.text}, says who?"

    assert back(project, editor) == [
        ("answer", 1, "Who is the clerk?\nCall her."),
        ("new", 1, "Or in June?"),
        ("new", 2, "Which one?"),
        ("resolved", 3, "The comment was resolved."),
        ("edited", 4, "4 Official statement, says who?"),
        ("new", 0, "Quote the owner."),
    ]
    replies = read_back(project, editor.saved())
    assert [reply.author for reply in replies] == ["Editor"] * 3 + ["", "", "Editor"]
    assert "within claims 2, 1, of which 2 is the innermost" in replies[2].place
    assert replies[5].place == "on “denies it. Its owner”, under “Annotated article”"


def test_deleted_comments_and_words_are_told_by_claim(project: Path) -> None:
    _, _, denied, hurt = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.delete(editor.comment_of(denied))
    editor.delete(editor.comment_of(hurt))
    drop(editor.paragraph_of(hurt))

    assert back(project, editor) == [
        ("deleted", 3, "Its comment was deleted."),
        ("deleted", 4, "Its words and its comment are gone from the report."),
    ]


def test_a_comment_that_was_rewritten_from_the_first_word_is_still_known(project: Path) -> None:
    claims = marks_in(project).claims
    editor = Editor(report_on(project))
    comment = editor.comment_of(claims[3])
    for paragraph in list(comment)[1:]:
        comment.remove(paragraph)
    next(comment.iter(f"{W}t")).text = "Cut this."

    assert back(project, editor) == [("edited", 4, "Cut this.")]


def test_of_claims_that_begin_together_the_shorter_one_is_the_inner_one(tmp_path: Path) -> None:
    text = "a\nword "
    project = kept(tmp_path / "two.onrecord", marked(text, [claim(text, 1, 3), claim(text, 2, 5)]))
    editor = Editor(report_on(project))
    for number, made in enumerate(marks_in(project).claims, 1):
        editor.comment_on(made, f"About {number}")

    assert back(project, editor) == [("new", 1, "About 1"), ("new", 2, "About 2")]


@pytest.mark.slow
def test_tracked_and_accepted_changes_are_told_and_never_applied(project: Path) -> None:
    editor = Editor(report_on(project))
    editor.replace("into the river", "near the river")
    editor.replace("absurd", "")
    tracked = back(project, editor)
    editor = Editor(report_on(project))
    editor.replace("Nobody", "No one", is_tracked=False)

    assert tracked == [
        ("change", 2, "Replaced “into the river” with “near the river”"),
        ("change", 0, "Deleted “absurd”"),
    ]
    assert back(project, editor) == [("change", 4, "The words are now “No one was hurt”")]


def test_what_was_moved_keeps_its_claims(project: Path) -> None:
    claims = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(claims[0], "First.")
    editor.answer(claims[3], "Last.")
    first, last = editor.paragraph_of(claims[0]), editor.paragraph_of(claims[3])
    first.addprevious(last)

    assert back(project, editor) == [("answer", 1, "First."), ("answer", 4, "Last.")]


def test_a_lost_bookmark_is_made_up_for_by_the_words_of_the_comment(project: Path) -> None:
    claims = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(claims[3], "Who says so?")
    drop(editor.bookmark(claims[3]))

    assert back(project, editor) == [("answer", 4, "Who says so?")]


def test_what_changed_in_the_project_meanwhile_is_no_edit_of_the_report(project: Path) -> None:
    spilled, river, denied, hurt = marks_in(project).claims
    editor = Editor(report_on(project))
    editor.answer(spilled, "Still true?")
    editor.answer(denied, "Too late.")
    with Store.open(project, "Nora") as store:
        named = next(s for s in marks_in(project).sources if s.name == "the mill")
        changed = replace(spilled, verification=Verification.VERIFIED, note="Seen the papers.")
        store.apply(edits.change("Verify", (spilled, changed)))
        store.apply(edits.change("Rename", (named, replace(named, name="Old Mill"))))
        store.apply(edits.remove_claims(marks_in(project), [river, denied]))
        store.apply(edits.change("Risk", (hurt, replace(hurt, legal_note="None."))))

    replies = read_back(project, editor.saved())

    assert told(replies, marks_in(project).claims) == [
        ("answer", 1, "Still true?"),
        ("answer", 0, "Too late."),
    ]
    assert replies[1].place.endswith("that claim is not in the project any more")


@pytest.mark.slow
def test_checks_that_are_waived_or_judged_otherwise_are_no_edit_of_the_report(
    project: Path, onrecord_home: Path
) -> None:
    with Store.open(project, "Nora") as store:
        marks = store.marks(store.articles()[0].id)
        first, second = [found for found in check(marks) if len(found.claims) == 1][:2]
        store.apply(waive(marks.article, first, "Known.", "Nora"))
        waived_before = report_on(project)
        store.apply(waive(marks.article, second, "Known, too.", "Nora"))
    assert read_back(project, waived_before) == ()
    onrecord_home.mkdir(exist_ok=True)
    rules = "".join(f'{found} = "error"\n' for found in {one.rule for one in check(marks)})
    (onrecord_home / FILE_NAME).write_text(f"[rules]\n{rules}", encoding="utf-8")
    assert read_back(project, report_on(project)) == ()
    assert read_back(project, waived_before) == ()


@pytest.mark.slow
@given(articles(), st.data())
def test_every_reply_to_a_claim_of_a_report_that_was_only_commented_is_recovered(
    marks: Marks, data: st.DataObject
) -> None:
    every_reply_is_recovered(marks, data)


@pytest.mark.torture
@settings(max_examples=200)
@given(articles(), st.data())
def test_every_reply_to_two_hundred_reports_is_recovered(
    marks: Marks, data: st.DataObject
) -> None:
    every_reply_is_recovered(marks, data)


def every_reply_is_recovered(marks: Marks, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        project = kept(Path(folder) / "drawn.onrecord", marks)
        editor = Editor(report_on(project))
        expected = []
        words = [in_words(marks, each) for each in marks.claims]
        for number, found in enumerate(marks_in(project).claims, 1):
            said = f"About {number}"
            is_alone = words.count(in_words(marks, found)) == 1
            if data.draw(st.booleans()):
                editor.answer(found, said)
                expected.append(("answer", number, said))
            elif is_alone and in_words(marks, found):
                editor.comment_on(found, said)
                expected.append(("new", number, said))

        if expected:
            assert back(project, editor) == expected


def in_words(marks: Marks, found: Claim) -> tuple[int, ...]:
    """Return where a claim's words begin and end in a report, which leaves out what is between."""
    blocks = [b for b in marks.blocks if found.start < b.end and found.end > b.start]
    if not blocks:
        return ()
    return max(found.start, blocks[0].start), min(found.end, blocks[-1].end)


@pytest.mark.slow
def test_what_is_no_report_on_this_project_is_refused_in_one_sentence(
    project: Path, tmp_path: Path
) -> None:
    other = mill_project(tmp_path / "other.onrecord")
    bare = Editor(report_on(project))
    for comment in list(bare.comments):
        bare.delete(comment)
    foreign = Editor(report_on(project))
    for bookmark in list(foreign.document.iter(f"{W}bookmarkStart")):
        drop(bookmark)
    bomb = Editor(report_on(project))
    bomb.parts["word/comments.xml"] = BOMB
    doomed = io.BytesIO()
    with zipfile.ZipFile(doomed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(161_000_000))
    cases = (
        (report_on(other), "another project"),
        (bare.saved(), "no comment and no tracked change"),
        (foreign.saved(), "no report of On Record"),
        (b"Dear editor", "no Word file"),
        (report_on(project)[:4000], "damaged"),
        (zipped(bomb.parts), "DTD"),
        (doomed.getvalue(), "unpacks to far more"),
    )
    for content, words in cases:
        with pytest.raises(AnnotatorError, match=words):
            read_back(project, content)


def test_a_report_on_a_past_that_was_given_up_is_read_and_that_is_told(project: Path) -> None:
    with sqlite3.connect(project) as conn:
        for row in conn.execute(STEPS.select).fetchall():
            step = STEPS.from_row(row)
            old = replace(step, at=f"2024-03-05T10:00:{step.seq:02}.000Z")
            conn.execute(STEPS.update, [*STEPS.sealed(old), step.id, row[-1]])
    editor = Editor(report_on(project))
    spilled = marks_in(project).claims[0]
    editor.answer(spilled, "Call her.")
    with Store.open(project) as store:
        store.apply(edits.change("Note", (spilled, replace(spilled, note="seen"))))
    before = matched(project, editor.saved())
    assert before.notice == ""
    with Store.open(project) as store:
        given = store.what_goes(None)
        assert given
        store.compact(given)
    after = matched(project, editor.saved())
    assert "is not known any more" in after.notice
    assert "may be a change of your own" in after.notice
    assert set(before.replies) <= set(after.replies)
    assert {reply.kind for reply in after.replies} <= {"answer", "edited"}
