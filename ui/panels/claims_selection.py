"""The rows of the claims table and the selected claims, in step both ways."""

from PySide6.QtCore import QModelIndex, QObject

from annotator.model import Claim
from ui.panels.claims_table import ClaimsTable
from ui.selection import Selection


class ClaimsSelection(QObject):
    """Selects the claims of the rows that a person goes to, and the rows of selected claims.

    What a change hides stays selected until a person moves on, so that a second key is about the
    same claims; of several, what another filter takes away is not meant any more.
    """

    def __init__(self, table: ClaimsTable, selection: Selection) -> None:
        super().__init__(table)
        self._table = table
        self._model = table.claims
        self._selection = selection
        self._before: tuple[object, int] = (None, -1)
        self._is_taking = False
        model = self._model
        model.modelAboutToBeReset.connect(self._remember_row)
        model.modelReset.connect(self._select_again)
        model.rowsRemoved.connect(self._go_on)
        model.rowsInserted.connect(self.show_selected)
        selection.changed.connect(self.show_selected)
        selection.gathered.connect(self.show_selected)
        table.selectionModel().selectionChanged.connect(self._take)
        table.selectionModel().currentRowChanged.connect(self._take)
        table.pressed.connect(self._take)
        self.show_selected()

    def claims(self) -> list[Claim]:
        """Return the claims of the selected rows, from top to bottom."""
        return [claim for claim in map(self._model.claim_at, self._table.chosen_rows()) if claim]

    def show_selected(self) -> None:
        """Select the rows of the selected claims."""
        if self._is_taking:
            return
        claim, table = self._selection.claim, self._table
        if claim is None:
            if any(map(self._is_there, self.claims())):
                table.clearSelection()
                table.setCurrentIndex(QModelIndex())
            return
        rows = self._rows_of_selected()
        current = self._model.row_of(claim.id)
        if not rows:
            table.clearSelection()
        elif rows != table.chosen_rows() or current != table.currentIndex().row():
            table.choose_rows(rows, rows[0] if current is None else current)

    def _rows_of_selected(self) -> list[int]:
        """Return the rows of the selected claims that are shown, from top to bottom."""
        claims = self._selection.claims
        if len(claims) > 1:
            return self._model.rows_of({claim.id for claim in claims})
        return [row for claim in claims if (row := self._model.row_of(claim.id)) is not None]

    def _take(self) -> None:
        """Select the claims of the rows that a person went to, not those that a change left."""
        if self._table.hasFocus() and not self._model.is_following:
            self._take_rows()

    def _take_rows(self) -> None:
        desk = self._model.desk
        claims = [now for old in self.claims() if desk and (now := desk.claim(old.id))]
        if claims:
            # The current row and the selected ones change one after another: first the current
            # one can be one that is not selected yet.
            at = self._model.claim_at(self._table.currentIndex().row())
            ids = [at.id if at else "", self._selection.claim.id if self._selection.claim else ""]
            meant = [claim for key in ids for claim in claims if claim.id == key]
            self._is_taking = True
            self._selection.gather(claims, (meant or claims)[0])
            self._is_taking = False

    def _is_there(self, claim: Claim) -> bool:
        desk = self._model.desk
        return desk is not None and desk.claim(claim.id) is not None

    def _remember_row(self) -> None:
        self._before = (self._model.desk, self._table.currentIndex().row())

    def _select_again(self) -> None:
        """Select the same claims in rows that were made anew, as far as they are shown."""
        desk, row = self._before
        self.show_selected()
        if self._model.is_following:
            self._go_on()
            return
        self._let_hidden_go()
        if desk is self._model.desk and row >= 0:
            self._choose_neighbor(row)

    def _go_on(self) -> None:
        """Go on from claims that were removed; those that are only hidden are meant still."""
        if not any(map(self._is_there, self._selection.claims)):
            self._choose_neighbor(self._table.currentIndex().row())

    def _let_hidden_go(self) -> None:
        """Leave out of several selected claims what is not shown any more."""
        if not self._selection.is_several:
            return
        shown, claim = self.claims(), self._selection.claim
        if shown and claim and len(shown) < len(self._selection.claims):
            self._selection.gather(shown, claim if claim in shown else shown[0])
        elif not shown:
            self._selection.select(claim)

    def _choose_neighbor(self, row: int) -> None:
        """Select the row that is in the place of one that a person had selected."""
        last = self._model.rowCount() - 1
        is_lost = row >= 0 and last >= 0 and not self._table.selectionModel().hasSelection()
        if is_lost and self._table.hasFocus():
            self._table.choose(self._model.index(min(row, last), 0))
            self._take_rows()
