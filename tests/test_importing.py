"""Comments in a document come in as notes on their words where that is wanted, as one step."""

from dataclasses import replace
from pathlib import Path

from annotator.importers import Remark, read, read_bytes
from annotator.importing import import_file, keep
from annotator.model import Span
from annotator.sandbox import Sandbox
from annotator.store import Store
from tests.factories import new_project

COMMENTED = Path(__file__).parent / "data" / "formats" / "ferry-comments.docx"


def test_comments_become_notes_in_the_step_of_the_import(tmp_path: Path) -> None:
    imported = read(COMMENTED)
    assert imported.remarks
    with Store.open(new_project(tmp_path / "desk.onrecord"), reviewer="Nora") as store:
        article = keep(store, imported).article
        claims = store.marks(article.id).claims
        assert [(one.start, one.end) for one in claims] == [
            (one.span.start, one.span.end) for one in imported.remarks
        ]
        for claim, remark in zip(claims, imported.remarks, strict=True):
            assert claim.note == f"{remark.author}: {remark.text}"
            assert claim.quote == remark.span.of(imported.text)
            assert (claim.tags, claim.source_id, claim.reviewer) == ((), None, "Nora")
        assert len(store.history()) == 1
        store.undo()
        assert store.articles() == []
        store.redo()
        assert len(store.marks(article.id).claims) == len(imported.remarks)


def test_comments_on_the_same_words_are_one_note_and_whole_characters(tmp_path: Path) -> None:
    text = "Mill\n\nThe cafe\u0301 said so.\n"
    imported = read_bytes(text.encode(), "mill.txt")
    at = text.index("cafe")
    remarks = (
        Remark(Span(at, at + 4), "Ann", "Which?"),
        Remark(Span(at, at + 5), "", "The old one."),
    )
    with Store.open(new_project(tmp_path / "desk.onrecord")) as store:
        article = keep(store, replace(imported, remarks=remarks)).article
        (claim,) = store.marks(article.id).claims
    assert claim.quote == "cafe\u0301"
    assert claim.note == "Ann: Which?\nThe old one."


def test_the_command_line_takes_up_no_comments(tmp_path: Path) -> None:
    with Store.open(new_project(tmp_path / "desk.onrecord")) as store, Sandbox() as sandbox:
        (kept,) = import_file(store, sandbox, COMMENTED)
        assert store.marks(kept.article.id).claims == ()
