"""The fields of a source; each change is one edit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import attribution, edits
from annotator.edits import Edit
from annotator.errors import AnnotatorError, EditError
from annotator.model import Claim, Descriptor, Source
from annotator.store.drafts import Place
from annotator.vocabulary import Sector, SourceKind
from ui.levels import level_icon, tip_of
from ui.models.wording import shortened, side_told, told
from ui.panels.choices import ChoiceField, FlagField
from ui.panels.fields import LineField
from ui.panels.form import Form, chain
from ui.panels.merging import Merging
from ui.panels.names import NameField, NamesField
from ui.panels.shapes import chip, name_chip, quiet_label
from ui.panels.side_field import SideField, SideLine
from ui.theme import Look
from ui.workspace import Workspace

MANY = 9999
_DESCRIBED = {SourceKind.ANONYMOUS, SourceKind.UNNAMED_PUBLIC}


class SourceForm(QWidget):
    """Name, kind, sector, side and the rest of one source, heard in the open article or not.

    `split_off` carries a source that was made of an alias; `chosen` are the claims that can go
    with it. `sides_wanted` asks for the project's list of sides, `identity_wanted` who it is.
    """

    finished = Signal()
    split_off = Signal(object)
    sides_wanted = Signal()
    identity_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        merging: Merging,
        chosen: Callable[[], Sequence[Claim]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = look
        self._merging = merging
        self._chosen = chosen
        self._source: Source | None = None
        self._lines: list[tuple[str, LineField | NamesField]] = []
        self._form = Form()
        self._add_name()
        self._add_promise()
        self._add_kind()
        self.role = self._add_line(self.tr("Role"), "role")
        self.affiliation = NameField(
            lambda name: self._set(affiliation=name or None), self._names, "{name}", self
        )
        self._add(self.tr("Affiliation"), self.affiliation, "affiliation")
        self.aliases = NamesField(
            "aliasField",
            lambda names: self._set(aliases=names),
            list,
            "{name}",
            self,
            self._doings,
        )
        self._add(self.tr("Also called"), self.aliases, "alias")
        self._add_descriptor()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.addLayout(self._form)
        whole.addStretch(1)

    def show_source(self, source: Source | None) -> None:
        """Show a source as it is now; what is being typed is kept on the one before first."""
        is_other = source is None or self._source is None or source.id != self._source.id
        if is_other:
            self._leave(is_gone=source is None)
        self._source = source
        if source is None:
            self._clear()
            self._place.clear()
            return
        self.setEnabled(not self._workspace.is_read_only)
        self.name.load(source.name)
        is_label = source.kind in _DESCRIBED
        self._hint.setVisible(is_label)
        self._tell_place(source)
        self._load_promise()
        self.kind.load(source.kind)
        self.sector.load(source.sector)
        self.side.load(side_told(source.side))
        self.role.load(source.role)
        self.affiliation.load(source.affiliation)
        self.aliases.load(source.aliases)
        self._load_descriptor(source)
        chain(self._form)

    def _clear(self) -> None:
        """Hold no word of a source that is shown no more: it may be protected by now."""
        for _, field in self._lines:
            if isinstance(field, NamesField):
                field.load(())
            else:
                field.load("")

    def focus_descriptor(self, *, is_reason: bool = False) -> None:
        """Go to the first thing that the story does not tell of a source, or to why that is so."""
        untold = [flag for flag in self._flags.values() if not flag.isChecked()]
        goal = self._flags["reason"] if is_reason or not untold else untold[0]
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_count(self) -> None:
        """Go to how many people a source is."""
        self.count.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.count.selectAll()

    def commit(self) -> bool:
        """Keep what is being typed; return whether nothing is left to keep."""
        kept = [field.commit() for _, field in self._lines]
        return all(kept)

    def _add_name(self) -> None:
        self.name = LineField(self._rename, self)
        self.name.setObjectName("sourceNameField")
        self._add(self.tr("Name"), self.name, "name")
        self._hint = quiet_label(
            self.tr("A public label, as the article has it. Who it really is never stands here.")
        )
        self._form.addWidget(self._hint, self._form.rowCount(), 1)
        self._place = quiet_label()
        self._form.addWidget(self._place, self._form.rowCount(), 1)

    def _add_promise(self) -> None:
        self.promise = chip("", "", self)
        self.promise.setObjectName("sourcePromise")
        self.promise.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.promise.clicked.connect(self.identity_wanted)
        self._form.field(self.tr("Its identity"), self.promise)
        for signal in (self._workspace.known_levels.changed, self._look.changed):
            signal.connect(self._load_promise)

    def _load_promise(self) -> None:
        """Say what was promised about the name; no word of who it is."""
        if self._source is None:
            return
        level = self._workspace.known_levels.of(self._source.id)
        shown = told(level.shown)
        words = self.tr("{level}…").replace("{level}", shown[:1].upper() + shown[1:])
        name_chip(self.promise, words, self.tr("Its identity: {level}").replace("{level}", shown))
        self.promise.setIcon(level_icon(level, self._look.theme))
        self.promise.setToolTip(tip_of(level) or self.tr("Who is this source?"))

    def _tell_place(self, source: Source) -> None:
        """Say of which article a source is that belongs to one."""
        self._place.setVisible(source.article_id is not None)
        if source.article_id:
            titles = {article.id: article.title for article in self._workspace.articles()}
            words = self.tr("Only in “{title}”")
            title = shortened(titles.get(source.article_id, ""))
            self._place.setText(words.replace("{title}", title))

    def _add_kind(self) -> None:
        kinds = [(told(kind), str(kind)) for kind in SourceKind]
        self.kind = ChoiceField(kinds, self._set_kind, self)
        self._form.field(self.tr("Kind"), self.kind)
        sectors = [(told(sector), str(sector)) for sector in Sector]
        self.sector = ChoiceField(sectors, lambda value: self._set(sector=Sector(value)), self)
        self._form.field(self.tr("Sector"), self.sector)
        self.side = SideField(lambda side: self._set(side=side), self._workspace, self._look, self)
        line = SideLine(self.side, self)
        line.sides_wanted.connect(self.sides_wanted)
        self._add(self.tr("Side"), self.side, "side", line)

    def _add_line(self, words: str, name: str) -> LineField:
        field = LineField(lambda text: self._set(**{name: text or None}), self)
        self._add(words, field, name)
        return field

    def _add(
        self, words: str, field: LineField | NamesField, name: str, whole: QWidget | None = None
    ) -> None:
        """Add a field, alone or in a `whole` that has more beside it."""
        self._form.field(words, whole or field)
        self._listen(words, field, name)

    def _listen(self, words: str, field: LineField | NamesField, name: str) -> None:
        field.finished.connect(self.finished)
        self._lines.append((words, field))
        line = field.line if isinstance(field, NamesField) else field
        self._workspace.drafts.follow(
            line, lambda: Place(self._source.id, name) if self._source else None
        )

    def _add_descriptor(self) -> None:
        self._descriptor = QWidget(self)
        column = QVBoxLayout(self._descriptor)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self._flags = {
            "affiliation": FlagField(
                self.tr("Whom it works for"), lambda on: self._describe(affiliation=on)
            ),
            "basis": FlagField(self.tr("How it knows"), lambda on: self._describe(basis=on)),
            "reason": FlagField(
                self.tr("Why it is not named"), lambda on: self._describe(reason=on)
            ),
        }
        for flag in self._flags.values():
            column.addWidget(flag)
        self.count = LineField(lambda n: self._describe(count=int(n or 0) or None), self)
        self.count.setPlaceholderText(self.tr("not stated"))
        self.count.setValidator(QIntValidator(1, MANY, self))
        self.count.setMaximumWidth(90)
        line = QHBoxLayout()
        label = quiet_label(self.tr("How many"), wraps=False)
        label.setBuddy(self.count)
        self.count.setAccessibleName(label.text())
        self._listen(label.text(), self.count, "count")
        line.addWidget(label)
        line.addWidget(self.count)
        line.addStretch(1)
        column.addLayout(line)
        self._score = quiet_label()
        column.addWidget(self._score)
        self._told = self._form.field(self.tr("The story tells"), self._descriptor)

    def _load_descriptor(self, source: Source) -> None:
        is_described = source.kind in _DESCRIBED
        self._told.setVisible(is_described)
        self._descriptor.setVisible(is_described)
        descriptor = source.descriptor or Descriptor()
        for name, flag in self._flags.items():
            flag.load(getattr(descriptor, name))
        self.count.load(str(descriptor.count or ""))
        self._score.setText(self.tr("Score: {n} of 4").format(n=descriptor.score))

    def _names(self) -> list[str]:
        return [source.name for source in self._workspace.project_sources()]

    def _describe(self, **values: Any) -> bool:
        old = (self._source.descriptor if self._source else None) or Descriptor()
        return self._set(descriptor=replace(old, **values))

    def _set(self, **values: Any) -> bool:
        source = self._source
        if source is None:
            return True
        new = replace(source, **values)
        label, said = self.tr("Details of “{name}”"), self.tr("Kept the details of “{name}”")
        edit = edits.change(label.replace("{name}", source.name), (source, new))
        return new == source or self._do(edit, said.replace("{name}", source.name))

    def _do(self, edit: Edit, said: str) -> bool:
        return self._workspace.do(edit, said) is not None

    def _set_kind(self, value: str) -> bool:
        source, desk = self._source, self._workspace.desk
        if source is None:
            return True
        open_id = desk.article.id if desk else ""
        try:
            articles = self._workspace.reader.articles_of(source.id)
            edit = edits.change_kind(source, SourceKind(value), open_id, articles)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        said = self.tr("Set the kind of “{name}” to {kind}").replace("{kind}", told(value))
        return self._do(edit, said.replace("{name}", source.name))

    def _rename(self, name: str) -> bool:
        source, desk = self._source, self._workspace.desk
        if source is None or name == source.name:
            return True
        try:
            reader = self._workspace.reader
            if not name:
                raise EditError(self.tr("A source needs a name."))
            near = source.article_id or (desk.article.id if desk else None)
            same = attribution.called(name, reader.sources(near))
            if same and same.id != source.id:
                raise EditError(self.tr("Another source is called “{name}”.").format(name=name))
            everywhere = reader.naming(source)
        except AnnotatorError as error:
            self._workspace.failed.emit(error)
            return False
        said = self.tr("Renamed “{old}” to “{new}”").format(old=source.name, new=name)
        return self._do(edits.rename_source(source, name, everywhere), said)

    def _doings(self, alias: str) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with an alias; the selected claims go along where it is said."""
        source = self._source
        if source is None:
            return []
        own = [claim for claim in self._chosen() if claim.source_id == source.id]
        words = self.tr("Make it a source of its own")
        doings: list[tuple[str, Callable[[], object]]] = [(words, lambda: self._split(alias, ()))]
        if own:
            words = self.tr("Make it a source of its own, with the selected claims ({n})")
            doings.append((words.format(n=len(own)), lambda: self._split(alias, own)))
        return doings

    def _split(self, alias: str, claims: Sequence[Claim]) -> None:
        made = self._merging.split(self._source, alias, claims) if self._source else None
        if made:
            self.split_off.emit(made)

    def _leave(self, *, is_gone: bool) -> None:
        """Keep what is being typed; say what cannot be kept, with its words."""
        for words, field in self._lines:
            if not field.pending or (not is_gone and field.commit()):
                continue
            said = self.tr("{field} was not kept: “{words}”").replace("{field}", words)
            self._workspace.said.emit(said.replace("{words}", shortened(field.pending, 300)))
            field.restore()
