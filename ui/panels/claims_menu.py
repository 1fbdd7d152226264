"""The menus of the claims table: what can be done with the rows, and how the table is set."""

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from annotator.model import Claim
from ui.actions import VERIFICATION, Actions
from ui.models.claim_cells import Column
from ui.models.wording import label_of, shortened, side_told
from ui.panels.claims_chips import ClaimsChips
from ui.panels.claims_table import ClaimsTable

_NAMED = ("source.identity", "claim.target", "claim.note", "")
_TAGS = ("tag.allegation", "tag.denial", "tag.official", "tag.anonymous", "tag.none")
_ALSO = ("also.allegation", "also.denial", "also.official", "also.anonymous")
_REST = ("claim.background", "claim.asked", "", "claim.link", "claim.unlink", "go.linked", "")
_LAST = ("edit.copy", "claim.remove")


class ClaimsMenu(QMenu):
    """What can be done with the selected rows; `claim` is the one under the mouse or the caret."""

    def __init__(
        self, table: ClaimsTable, actions: Actions, chips: ClaimsChips, claim: Claim
    ) -> None:
        super().__init__(table)
        self._table = table
        go = self.addAction(self.tr("Go to the text") + "\tEnter")
        go.triggered.connect(lambda: table.row_activated.emit(table.currentIndex()))
        everything = self.addAction(self.tr("Select all rows") + "\tCtrl+A")
        everything.triggered.connect(table.selectAll)
        self.addSeparator()
        # In the text this is Enter, which goes to the text from here.
        source = self.addAction(self.tr("Source…") + "\tCtrl+Enter")
        source.triggered.connect(lambda: actions.run("claim.source"))
        actions.put_in(self, *_NAMED, *_TAGS)
        actions.put_in(self.addMenu(self.tr("Add or remove a tag")), *_ALSO)
        self.addSeparator()
        levels = [action.objectName() for _, action in actions.in_menu(VERIFICATION)]
        actions.put_in(self.addMenu(self.tr("Verification")), *levels)
        actions.put_in(self, *_REST)
        self._add_only(chips, claim)
        actions.put_in(self, *_LAST)
        self.addSeparator()
        self.addMenu(sorting_menu(table, self))
        self.addMenu(columns_menu(table, self))
        self.aboutToHide.connect(self.deleteLater)

    def _add_only(self, chips: ClaimsChips, claim: Claim) -> None:
        """Offer the other claims of this one's source, and of its side."""
        desk = self._table.claims.desk
        source = desk.source_of(claim) if desk else None
        if source is None:
            return
        phrase = self.tr("Only the claims of {name}")
        for chip, value, name in (
            (chips.source, source.id, source.name),
            (chips.side, source.side, side_told(source.side)),
        ):
            words = phrase.replace("{name}", label_of(shortened(name)))
            self.addAction(words).triggered.connect(
                lambda _=False, chosen=value, offered=chip: offered.take(chosen)
            )
        self.addSeparator()


def sorting_menu(table: ClaimsTable, parent: QMenu) -> QMenu:
    """Return the menu that sorts; the column that sorts already turns the order round."""
    menu = QMenu(_tr("Sort by"), parent)
    model = table.claims
    for column in Column:
        action = menu.addAction(model.title(column))
        action.setCheckable(True)
        action.setChecked(column == table.horizontalHeader().sortIndicatorSection())
        action.triggered.connect(lambda _=False, chosen=column: table.sort_by(chosen))
    return menu


def columns_menu(table: ClaimsTable, parent: QMenu | None = None) -> QMenu:
    """Return the menu that shows and hides columns."""
    menu = QMenu(_tr("Columns"), parent or table)
    model = table.claims
    for column in table.hideable():
        action = menu.addAction(model.title(column))
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.toggled.connect(lambda is_on, chosen=column: table.show_column(chosen, on=is_on))
    menu.addSeparator()
    menu.addAction(_tr("As they were")).triggered.connect(table.set_as_usual)
    return menu


def show_columns_menu(table: ClaimsTable, place: QPoint) -> None:
    """Show the menu of the columns at a place on the screen."""
    menu = columns_menu(table)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ClaimsMenu", words)
