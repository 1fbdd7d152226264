"""The sources panel: one row a source, and every field of the selected one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator import edits
from annotator.edits import Edit, Move
from annotator.model import Descriptor, Source, new_id
from annotator.vocabulary import Sector, SourceKind
from tests.factories import claim_of
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from tests.ui.sources_desk import panel, rows, source
from ui.models.sources import SourcesModel
from ui.panels.sources import SourcesPanel

__all__ = ["marked", "panel"]


def retype(field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def visible_words(panel: SourcesPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def choose(box: QComboBox, words: str) -> None:
    row = box.findText(words)
    while box.currentIndex() != row:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if row > before else Qt.Key.Key_Up)
        if box.currentIndex() == before:
            return


def test_a_row_counts_claims_and_words(marked: MarkedDesk, panel: SourcesPanel) -> None:
    told = rows(panel)
    named = ["institution", "", "", "government", "US government", "The White House"]
    assert told["White House"] == ["2", "13", "1", *named]
    assert told["Bill Blair"][4:6] == ["Public Safety Minister", "Government of Canada"]
    assert told["Chinese government"][:2] == ["0", "0"]
    assert list(told) == sorted(told, key=str.casefold)
    claim = marked.claim(ALLEGATION)
    marked.workspace.do(edits.remove_claims(marked.desk.marks(), [claim]))
    assert rows(panel)["White House"][0] == "1"


def test_sources_come_and_go_row_by_row(marked: MarkedDesk, panel: SourcesPanel) -> None:
    def agrees() -> bool:
        fresh = SourcesModel(marked.workspace, marked.look)
        names = [fresh.index(row, 0).data() for row in range(fresh.rowCount())]
        return sorted(names) == sorted(rows(panel))

    zed = Source(new_id(), "Zed")
    claim = claim_of(marked.desk.article, marked.desk.text, "Ottawa", source_id=zed.id)
    marked.workspace.do(Edit("Zed says", (Move(None, zed), Move(None, claim))))
    assert "Zed" in rows(panel)
    assert agrees()
    marked.workspace.undo()
    assert "Zed" not in rows(panel)
    assert agrees()
    marked.workspace.show_article(marked.other.id)
    assert agrees()
    assert not panel.table.isVisible()
    assert visible_words(panel) == [
        "No sources yet. Select a claim and press Enter to say who it comes from."
    ]


def test_renaming_reaches_targets_and_other_articles(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    first = marked.desk.article.id
    marked.workspace.show_article(marked.other.id)
    other = claim_of(marked.other, marked.desk.text, "bridge", targets=("Huawei",))
    marked.workspace.do(edits.add("Mark", other))
    marked.workspace.show_article(first)
    panel.select(source(marked, "Huawei"))
    retype(panel.form.name, "Huawei Technologies")
    assert marked.failed == []
    assert marked.said[-1] == "Renamed “Huawei” to “Huawei Technologies”"
    assert marked.claim(ALLEGATION).targets == ("Huawei Technologies",)
    assert "Huawei Technologies" in rows(panel)
    marked.workspace.show_article(marked.other.id)
    assert marked.claim(0).targets == ("Huawei Technologies",)
    marked.workspace.undo()
    assert marked.claim(0).targets == ("Huawei",)


@pytest.mark.parametrize("name", ["", "white house"])
def test_a_name_that_cannot_be_is_refused_and_stays_in_the_field(
    marked: MarkedDesk, panel: SourcesPanel, name: str
) -> None:
    panel.select(source(marked, "Huawei"))
    panel.form.name.setFocus()
    panel.form.name.selectAll()
    QTest.keyClick(panel.form.name, Qt.Key.Key_Delete)
    QTest.keyClicks(panel.form.name, name)
    QTest.keyClick(panel.form.name, Qt.Key.Key_Return)
    assert len(marked.failed) == 1
    assert panel.form.name.text() == name
    QTest.keyClick(panel.form.name, Qt.Key.Key_Escape)
    assert panel.form.name.text() == "Huawei"


def test_a_kind_says_whether_a_source_belongs_to_the_article(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    panel.select(source(marked, "U.S. embassy"))
    panel.form.kind.setFocus()
    choose(panel.form.kind, "anonymous")
    embassy = source(marked, "U.S. embassy")
    assert (embassy.kind, embassy.article_id) == (SourceKind.ANONYMOUS, marked.desk.article.id)
    choose(panel.form.kind, "named")
    assert marked.said[-1].endswith(" to named")
    embassy = source(marked, "U.S. embassy")
    assert (embassy.kind, embassy.article_id) == (SourceKind.NAMED, None)


def test_a_source_of_two_articles_cannot_belong_to_one(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    first, embassy = marked.desk.article.id, source(marked, "U.S. embassy")
    marked.workspace.show_article(marked.other.id)
    claim = claim_of(marked.other, marked.desk.text, "bridge", source_id=embassy.id)
    marked.workspace.do(edits.add("Mark", claim))
    marked.workspace.show_article(first)
    panel.select(embassy)
    panel.form.kind.setFocus()
    choose(panel.form.kind, "anonymous")
    assert "speaks in other articles" in marked.failed[0]
    assert panel.form.kind.currentText() in {"document", "institution"}
    assert source(marked, "U.S. embassy").article_id is None


def test_every_other_field_is_kept(marked: MarkedDesk, panel: SourcesPanel) -> None:
    panel.select(source(marked, "unnamed Ottawa sources"))
    assert panel.form.role.isVisible()
    assert "Score: 2 of 4" in visible_words(panel)
    assert any(words.startswith("Only in “Top U.S. envoy") for words in visible_words(panel))
    choose(panel.form.sector, "party")
    retype(panel.form.side, "opposition")
    retype(panel.form.role, "aides")
    retype(panel.form.affiliation, "Parliament")
    retype(panel.form.aliases.line, "insiders")
    retype(panel.form.count, "3")
    kept = source(marked, "unnamed Ottawa sources")
    assert (kept.sector, kept.side, kept.role) == (Sector.PARTY, "opposition", "aides")
    assert (kept.affiliation, kept.aliases[-1]) == ("Parliament", "insiders")
    assert marked.said[-1] == f"Kept the details of “{kept.name}”"
    assert isinstance(kept.descriptor, Descriptor)
    assert kept.descriptor.count == 3
    assert "Score: 3 of 4" in visible_words(panel)
    assert marked.failed == []


def test_what_is_typed_for_one_source_never_reaches_another(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    panel.select(source(marked, "Huawei"))
    panel.form.role.setFocus()
    QTest.keyClicks(panel.form.role, "maker")
    embassy = source(marked, "U.S. embassy")
    panel.select(embassy)
    assert source(marked, "Huawei").role == "maker"
    assert source(marked, "U.S. embassy") == embassy
    assert panel.form.role.text() == ""


def test_an_anonymous_name_is_a_public_label(marked: MarkedDesk, panel: SourcesPanel) -> None:
    hint = "A public label, as the article has it. Who it really is never stands here."
    label = next(w for w in panel.findChildren(QLabel) if w.text() == hint)
    panel.select(source(marked, "Huawei"))
    assert not label.isVisible()
    panel.select(source(marked, "unnamed Ottawa sources"))
    assert label.isVisible()


def test_enter_activates_a_source(qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel) -> None:
    panel.table.setFocus()
    panel.select(source(marked, "Huawei"))
    with qtbot.waitSignal(panel.activated) as activated:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert activated.args == [source(marked, "Huawei")]
