"""What answers a claim: what came of asking each target, and the links."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from annotator.edits import Edit, Move
from annotator.errors import AnnotatorError
from annotator.model import Claim, Link, Response, new_id
from annotator.moments import moment_of
from annotator.right_of_reply import today
from annotator.store.drafts import Place
from annotator.vocabulary import ResponseStatus, Tag
from ui.drafts import Drafts
from ui.models.wording import label_of, link_told, shortened, told
from ui.panels.choices import ChoiceField
from ui.panels.fields import LineField, Pending
from ui.panels.form import name_control
from ui.panels.shapes import chip, plain_label, quiet_label
from ui.panels.shown import Shown
from ui.theme import serif


class Asked(Protocol):
    """An allegation whose targets are asked; `label` and `said` may hold {n}, its number."""

    @property
    def claim(self) -> Claim | None:
        """Return the allegation."""

    @property
    def drafts(self) -> Drafts:
        """Return what keeps half-typed words."""

    def response(self, target: str) -> Response | None:
        """Return what came of asking a target."""

    def record(self, old: Response | None, new: Response | None, label: str, said: str) -> bool:
        """Keep what came of asking a target; None for `new` forgets it."""

    def refuse(self, error: AnnotatorError) -> bool:
        """Say why something cannot be kept."""


class Outcome(QWidget):
    """What came of asking one target about an allegation."""

    finished = Signal()

    def __init__(self, shown: Asked, target: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self.target = target
        choices = [(self.tr("not recorded"), "")]
        choices += [(told(status), str(status)) for status in ResponseStatus]
        self._status = ChoiceField(choices, self._set_status, self)
        self._status.setMinimumContentsLength(11)
        self._date = LineField(lambda text: self._set_moment("date", text), self)
        self._channel = LineField(lambda text: self._set("channel", text), self)
        self._deadline = LineField(lambda text: self._set_moment("deadline", text), self)
        self.fields: list[tuple[str, LineField]] = [
            (self.tr("Asked on"), self._date),
            (self.tr("Deadline"), self._deadline),
            (self.tr("Channel"), self._channel),
        ]
        for name in ("date", "channel", "deadline"):
            shown.drafts.follow(getattr(self, f"_{name}"), partial(self._place, name))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        label = plain_label(label_of(shortened(target, 80)))
        label.setBuddy(self._status)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self._status, 0, 1)
        details = QGridLayout()
        details.setSpacing(6)
        places = ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2))
        for (words, field), place in zip(self.fields, places, strict=True):
            field.setPlaceholderText(words)
            name_control(field, f"{words}: {target}")
            field.finished.connect(self.finished)
            details.addWidget(field, *place)
        layout.addLayout(details, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        name_control(self._status, self.tr("Asking {who}").format(who=target))

    @property
    def first(self) -> QWidget:
        """Return the field that Tab comes to first."""
        return self._status

    def load(self) -> None:
        """Show what is stored."""
        response = self._response()
        self._status.load(response.status if response else None)
        for field, value in (
            (self._date, response.date if response else None),
            (self._channel, response.channel if response else None),
            (self._deadline, response.deadline if response else None),
        ):
            field.load(value)
            field.setVisible(response is not None)

    def discard(self) -> None:
        """Go without a word: what is typed for one target is nothing to another."""
        for _, field in self.fields:
            field.restore()
        self.hide()
        self.deleteLater()

    def _place(self, name: str) -> Place | None:
        claim = self._shown.claim
        return Place(claim.id, f"response of {self.target}: {name}") if claim else None

    def _response(self) -> Response | None:
        return self._shown.response(self.target)

    def _set_status(self, value: str) -> bool:
        claim, old = self._shown.claim, self._response()
        if claim is None:
            return True
        new = None
        if value:
            status = ResponseStatus(value)
            made = Response(new_id(), claim.id, self.target, status)
            new = replace(old, status=status) if old else made
        return self._record(old, new, told(value) if value else self.tr("not recorded"))

    def _set(self, name: str, text: str) -> bool:
        old = self._response()
        if old is None:
            return True
        value: dict[str, Any] = {name: text or None}
        return self._record(old, replace(old, **value), text or "–")

    def _record(self, old: Response | None, new: Response | None, what: str) -> bool:
        label = self.tr("Claim {n}, asking {who}: {what}")
        said = self.tr("Kept what came of asking {who} about claim {n}: {what}")
        label, said = (words.replace("{who}", self.target) for words in (label, said))
        label, said = (words.replace("{what}", what) for words in (label, said))
        return self._shown.record(old, new, label, said)

    def _set_moment(self, name: str, text: str) -> bool:
        try:
            return self._set(name, moment_of(text, today().astimezone().date()))
        except AnnotatorError as error:
            return self._shown.refuse(error)


class Outcomes(QWidget):
    """What came of asking, target by target; nothing for a claim that is no allegation."""

    finished = Signal()

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._rows: list[Outcome] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    @property
    def fields(self) -> list[tuple[str, Pending]]:
        """Return the fields that are there now, with their names."""
        return [
            (f"{words}: {row.target}", field) for row in self._rows for words, field in row.fields
        ]

    def row(self, target: str | None) -> Outcome | None:
        """Return the fields of a target, of the first one where it is none of them."""
        named = [row for row in self._rows if row.target == target]
        return next(iter((*named, *self._rows)), None)

    def load(self, claim: Claim) -> None:
        """Show what is stored."""
        targets = claim.targets if Tag.ALLEGATION in claim.tags else ()
        if tuple(row.target for row in self._rows) != targets:
            for row in self._rows:
                row.discard()
            self._rows = [Outcome(self._shown, target, self) for target in targets]
            for row in self._rows:
                row.finished.connect(self.finished)
                self._layout.addWidget(row)
                row.show()
        for row in self._rows:
            row.load()
        self.setVisible(bool(targets))


class Links(QWidget):
    """How the claim relates to others; a click on a link goes to the other claim."""

    followed = Signal(object)

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._told: list[tuple[str, str, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)

    def load(self, claim: Claim) -> None:
        """Show what is stored."""
        rows = list(self._rows(claim))
        now = [(link.id, words, other.quote) for link, words, other in rows]
        if now == self._told and self._layout.count():
            return
        self._told = now
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for link, words, other in rows:
            row = self._row(link, words, other)
            self._layout.addWidget(row)
            row.show()
        if not rows:
            self._layout.addWidget(quiet_label(self.tr("No links. L in the text makes one.")))

    def _rows(self, claim: Claim) -> Iterator[tuple[Link, str, Claim]]:
        desk = self._shown.desk
        if desk is None:
            return
        for link in (*desk.links_from(claim), *desk.links_to(claim)):
            other = desk.claim(link.to_id if link.from_id == claim.id else link.from_id)
            if other:
                yield link, link_told(desk, link, claim), other

    def _remove(self, link: Link, what: str) -> None:
        label = self.tr("Claim {n}, no longer: {what}")
        said = self.tr("Removed a link of claim {n}: {what}")
        label, said = (words.format(n=self._shown.number, what=what) for words in (label, said))
        self._shown.do(Edit(label, (Move(link, None),)), said)

    def _row(self, link: Link, words: str, other: Claim) -> QWidget:
        row = QWidget(self)
        go = chip(words, f"{words}: {shortened(other.quote)}", row)
        go.clicked.connect(lambda: self.followed.emit(other))
        remove = QToolButton(row)
        remove.setText("×")
        remove.setAutoRaise(True)
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        remove.setAccessibleName(self.tr("Remove: {what}").format(what=words))
        remove.setToolTip(self.tr("Remove the link"))
        remove.clicked.connect(lambda: self._remove(link, words[:1].lower() + words[1:]))
        text = quiet_label(shortened(other.quote, 70))
        text.setFont(serif(13))
        layout = QGridLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(go, 0, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(remove, 0, 1)
        layout.addWidget(text, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        return row
