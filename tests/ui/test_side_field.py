"""Whose side a source is on: typed or chosen in its form, and seen wherever it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from annotator import sides
from annotator.charts.badges import HOLLOW, side_look
from annotator.model import UNKNOWN_SIDE
from annotator.palette import SIDE_LOOKS, SIDES
from tests.ui.marked_desk import ALLEGATION, MarkedDesk, marked
from tests.ui.seat import put_up
from tests.ui.sources_desk import panel, source
from ui.models.claim_cells import Column
from ui.models.claims import ClaimsModel
from ui.models.sources import SourceColumn
from ui.panels.claims_chips import ClaimsChips
from ui.panels.sources import SourcesPanel
from ui.sides import swatch_icon
from ui.theme import DARK, LIGHT, THEMES, Mode, Theme

__all__ = ["marked", "panel"]

HUAWEI, US = "Huawei", "US government"


def colors(image: QImage) -> set[str]:
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in spots}


def shown(widget: QWidget) -> set[str]:
    return colors(widget.grab().toImage())


def image_of(icon: QIcon) -> QImage:
    return icon.pixmap(16, 16).toImage()


def retype(panel: SourcesPanel, words: str) -> None:
    field = panel.form.side
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", THEMES)
def test_every_look_is_seen_and_no_two_look_alike(theme: Theme) -> None:
    looks = [*map(side_look, range(SIDE_LOOKS)), HOLLOW]
    images = [image_of(swatch_icon(look, theme)) for look in looks]
    assert all(one != other for n, one in enumerate(images) for other in images[:n])
    for number, image in enumerate(images[:-1]):
        assert SIDES[number % len(SIDES)][theme.is_dark].lower() in colors(image)
    hollow = images[-1]
    assert hollow.pixelColor(8, 8) == theme.paper
    assert theme.muted.name() in colors(hollow)


def test_a_side_is_spelled_as_the_project_spells_it_and_a_new_one_is_listed(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    panel.select(source(marked, HUAWEI))
    retype(panel, "us  GOVERNMENT")
    assert source(marked, HUAWEI).side == panel.form.side.text() == US
    retype(panel, "the press")
    assert [side.name for side in marked.workspace.sides()][-1] == "the press"
    assert [side.name for side in marked.workspace.reader.sides()][-1] == "the press"
    marked.workspace.undo()
    assert source(marked, HUAWEI).side == panel.form.side.text() == US
    assert [side.name for side in marked.workspace.sides()][-1] == US
    for words in ("Unknown", " "):
        retype(panel, words)
        assert source(marked, HUAWEI).side == UNKNOWN_SIDE
        marked.workspace.undo()
    retype(panel, "x" * 81)
    assert marked.failed == ["the name of a side has at most 80 characters"]
    assert panel.form.side.pending
    QTest.keyClick(panel.form.side, Qt.Key.Key_Escape)
    assert panel.form.side.text() == US


def test_the_field_offers_the_sides_of_the_project_and_shows_their_swatches(
    marked: MarkedDesk, panel: SourcesPanel
) -> None:
    panel.select(source(marked, HUAWEI))
    field = panel.form.side
    number = {side.name: side.look for side in marked.workspace.sides()}[HUAWEI]
    assert SIDES[number][0].lower() in shown(field)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    rows = [popup.model().index(row, 0) for row in range(popup.model().rowCount())]
    assert [row.data() for row in rows] == ["Canadian government", HUAWEI, US, UNKNOWN_SIDE]
    assert not any(row.data(Qt.ItemDataRole.DecorationRole).isNull() for row in rows)
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert source(marked, HUAWEI).side == UNKNOWN_SIDE


@pytest.mark.slow
def test_tables_and_chips_show_swatches_that_follow_the_list_and_the_theme(
    qtbot: QtBot, marked: MarkedDesk, panel: SourcesPanel
) -> None:
    workspace, model = marked.workspace, panel.table.model()
    claims = ClaimsModel(workspace, marked.look)
    huawei = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == HUAWEI)

    def icons(side: str) -> list[QImage]:
        look = Qt.ItemDataRole.DecorationRole
        cells = (
            model.index(huawei, SourceColumn.SIDE).data(look),
            claims.index(ALLEGATION + 2, Column.SIDE).data(look),
            claims.side_icon(side),
        )
        return [image_of(icon) for icon in cells]

    def agrees(look: int, theme: Theme) -> bool:
        wanted = image_of(swatch_icon(side_look(look), theme))
        return icons(HUAWEI) == [wanted] * 3

    assert agrees(1, LIGHT)
    with qtbot.waitSignals([model.dataChanged, claims.dataChanged]):
        workspace.do(sides.give_look(workspace.reader, HUAWEI, 17))
    assert agrees(17, LIGHT)
    workspace.do(sides.rename(workspace.reader, HUAWEI, "the company"))
    assert model.index(huawei, SourceColumn.SIDE).data() == "the company"
    workspace.undo()
    marked.look.choose(Mode.DARK)
    assert agrees(17, DARK)
    chips = ClaimsChips(claims, panel)
    chips.side.click()
    names = [action.text().partition("\t")[0] for action in chips.side.menu_.actions()]
    assert UNKNOWN_SIDE in names
    assert not any(action.icon().isNull() for action in chips.side.menu_.actions())
    chips.side.menu_.close()
    panel.table.horizontalHeader().moveSection(SourceColumn.SIDE, 0)
    put_up(qtbot, panel, 380, 1100)
    assert SIDES[17 % len(SIDES)][1].lower() in shown(panel.table)
