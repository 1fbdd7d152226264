"""Every field of a claim, in the order in which a reviewer needs them."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.attribution import nearest_attributions, offered_names
from annotator.model import Claim, Source
from annotator.vocabulary import LegalRisk, QuoteType, ResponseType, Verification
from ui.levels import level_icon, tip_of
from ui.models.wording import told
from ui.panels.answers import Links, Outcomes
from ui.panels.choices import ChoiceField, FlagField
from ui.panels.evidence import EvidenceList
from ui.panels.fields import Keep, LineField, NoteField, Pending
from ui.panels.form import Form, chain
from ui.panels.names import NameField, NamesField
from ui.panels.numbers import ShareField
from ui.panels.shown import Shown
from ui.panels.tag_buttons import TagButtons
from ui.theme import Look

NOTE_HEIGHT = 84
Term = TypeVar("Term", bound=StrEnum)
Load = Callable[[Claim], None]


class ClaimForm(QWidget):
    """The fields of the claim that `shown` holds; each change is one edit."""

    finished = Signal()
    followed = Signal(object)
    identity_wanted = Signal()

    def __init__(self, shown: Shown, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._look = look
        self._loads: list[Load] = []
        self._fields: list[tuple[str, Pending]] = []
        self._form = Form()
        self.tags = TagButtons(look, shown.toggle, self)
        self._loads.append(lambda claim: self.tags.load(claim.tags))
        self._form.wide(self.tags, self.tr("Tags"))
        self._add_parties()
        self._add_note()
        self._add_answers()
        self._add_wording()
        self._add_checking()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._form)
        whole.addStretch(1)

    def load(self, claim: Claim) -> None:
        """Show what is stored, but for what is being typed."""
        for load in self._loads:
            load(claim)
        chain(self._form)

    def pending(self) -> Iterable[tuple[str, Pending]]:
        """Yield the fields in which something stands that is not kept, with their names."""
        for words, field in (*self._fields, *self.outcomes.fields, *self.evidence.fields):
            if field.pending:
                yield words, field

    def _add_parties(self) -> None:
        self.source = NameField(
            self._shown.attribute, self._names_for_source, self.tr("New source “{name}”"), self
        )
        self.source.setObjectName("sourceField")
        self._promise = self.source.addAction(QIcon(), NameField.ActionPosition.TrailingPosition)
        self._promise.triggered.connect(self.identity_wanted)
        self._add(self.tr("Source"), self.source, self._load_source)
        self._follow(self.source, "source")
        self.targets = self._add_names(
            self.tr("Target"), "targetField", lambda claim: claim.targets, self._aim
        )
        self.targets.line.setPlaceholderText(self.tr("Add whom it is about"))
        self.implicated = self._add_names(
            self.tr("Implicated"),
            "implicatedField",
            lambda claim: claim.implicated,
            lambda names: self._shown.change(
                self.tr("Implicated by claim {n}"),
                self.tr("Kept whom claim {n} implicates"),
                implicated=names,
            ),
        )

    def _add_note(self) -> None:
        self.note = NoteField(
            lambda text: self._shown.keep(
                self.tr("Note on claim {n}"), self.tr("note"), note=text
            ),
            self,
        )
        self.note.setObjectName("noteField")
        self.note.setPlaceholderText(self.tr("Ctrl+Enter when it is done"))
        self.note.setFixedHeight(NOTE_HEIGHT)
        self._add(self.tr("Note"), self.note, lambda claim: self.note.load(claim.note))
        self._follow(self.note, "note")

    def _add_answers(self) -> None:
        self._form.title(self.tr("Answers"))
        self.links = Links(self._shown, self)
        self.links.followed.connect(self.followed)
        self._form.field(self.tr("Links"), self.links)
        self.outcomes = Outcomes(self._shown, self)
        self.outcomes.finished.connect(self.finished)
        asked = self._form.field(self.tr("Asked"), self.outcomes)
        self._loads += [
            self.links.load,
            self.outcomes.load,
            lambda _: asked.setVisible(not self.outcomes.isHidden()),
        ]
        self._add_choice(
            self.tr("Response type"),
            [(self.tr("none"), ""), *_terms(ResponseType)],
            lambda claim: claim.response_type,
            lambda value: self._shown.choose(
                self.tr("response type"),
                told(value or self.tr("none")),
                response_type=ResponseType(value) if value else None,
            ),
        )
        self._add_flag(
            self.tr("Denies something outside the article"),
            lambda claim: claim.denies_outside,
            lambda value: self._shown.change(
                self.tr("Claim {n} now denies something outside the article")
                if value
                else self.tr("Claim {n} no longer denies something outside the article"),
                denies_outside=value,
            ),
        )

    def _add_wording(self) -> None:
        self._form.title(self.tr("Wording"))
        self._add_choice(
            self.tr("Quote type"),
            _terms(QuoteType),
            lambda claim: claim.quote_type,
            lambda value: self._shown.choose(
                self.tr("quote type"), told(value), quote_type=QuoteType(value)
            ),
        )
        self._add_line(
            self.tr("Mention"),
            "mention",
            lambda text: self._shown.put(
                "mention", text, self.tr("Mention of claim {n}"), self.tr("mention")
            ),
        )
        self._add_line(
            self.tr("Cue"),
            "cue",
            lambda text: self._shown.put("cue", text, self.tr("Cue of claim {n}"), self.tr("cue")),
        )
        self._add_line(
            self.tr("Reported speaker"),
            "reported_speaker",
            lambda text: self._shown.keep(
                self.tr("Reported speaker of claim {n}"),
                self.tr("reported speaker"),
                reported_speaker=text or None,
            ),
        )
        self._add_line(
            self.tr("Via"),
            "via",
            lambda text: self._shown.keep(
                self.tr("Via of claim {n}"), self.tr("via"), via=text or None
            ),
        )

    def _add_checking(self) -> None:
        self._form.title(self.tr("Checking"))
        self.verification = self._add_choice(
            self.tr("Verification"),
            _terms(Verification),
            lambda claim: claim.verification,
            lambda value: self._shown.choose(
                self.tr("verification"), told(value), verification=Verification(value)
            ),
        )
        self._add_confidence()
        self._add_choice(
            self.tr("Legal risk"),
            _terms(LegalRisk),
            lambda claim: claim.legal_risk,
            lambda value: self._shown.choose(
                self.tr("legal risk"), told(value), legal_risk=LegalRisk(value)
            ),
        )
        self._add_line(
            self.tr("Legal note"),
            "legal_note",
            lambda text: self._shown.keep(
                self.tr("Legal note on claim {n}"), self.tr("legal note"), legal_note=text
            ),
        )
        self._add_flag(
            self.tr("Background that needs no source"),
            lambda claim: claim.background,
            lambda value: self._shown.change(
                self.tr("Claim {n} is background now")
                if value
                else self.tr("Claim {n} is no longer background"),
                background=value,
            ),
        )
        self.evidence = EvidenceList(self._shown, self)
        self.evidence.finished.connect(self.finished)
        self._form.field(self.tr("Evidence"), self.evidence)
        self._loads.append(self.evidence.load)

    def _add_confidence(self) -> None:
        field = ShareField(
            lambda value: self._shown.choose(
                self.tr("confidence"), f"{value:g}", confidence=value
            ),
            self,
        )
        self._add(self.tr("Confidence"), field, lambda claim: field.load(claim.confidence))

    def _add(
        self,
        words: str,
        field: NameField | NamesField | LineField | NoteField | ShareField,
        load: Load,
    ) -> None:
        self._form.field(words, field)
        field.finished.connect(self.finished)
        self._fields.append((words, field))
        self._loads.append(load)

    def _add_line(self, words: str, name: str, keep: Keep) -> None:
        """Add a line for the words of a claim's field of this name."""
        field = LineField(keep, self)
        self._add(words, field, lambda claim: field.load(getattr(claim, name)))
        self._follow(field, name)

    def _follow(self, field: LineField | NoteField, name: str) -> None:
        """Keep what is half typed in a field."""
        self._shown.drafts.follow(field, partial(self._shown.place, name))

    def _add_names(
        self,
        words: str,
        name: str,
        value: Callable[[Claim], tuple[str, ...]],
        keep: Callable[[tuple[str, ...]], bool],
    ) -> NamesField:
        field = NamesField(name, keep, self._names_for_party, self.tr("Add “{name}”"), self)
        self._add(words, field, lambda claim: field.load(value(claim)))
        self._follow(field.line, name)
        return field

    def _add_choice(
        self,
        words: str,
        choices: Iterable[tuple[str, str]],
        value: Callable[[Claim], str | None],
        keep: Keep,
    ) -> ChoiceField:
        field = ChoiceField(choices, keep, self)
        self._form.field(words, field)
        self._loads.append(lambda claim: field.load(value(claim)))
        return field

    def _add_flag(
        self, words: str, value: Callable[[Claim], bool], keep: Callable[[bool], bool]
    ) -> None:
        field = FlagField(words, keep, self)
        self._form.wide(field, words)
        self._loads.append(lambda claim: field.load(value(claim)))

    def _aim(self, names: tuple[str, ...]) -> bool:
        said = self.tr("Kept whom claim {n} is about")
        return self._shown.aim(names, self.tr("Whom claim {n} is about"), said)

    def _load_source(self, claim: Claim) -> None:
        desk = self._shown.desk
        source = desk.source_of(claim) if desk else None
        near = nearest_attributions(desk, claim) if desk else []
        self.source.setPlaceholderText(near[0] if near else self.tr("Who says it"))
        self.source.load(source.name if source else "")
        self._load_promise(source)

    def _load_promise(self, source: Source | None) -> None:
        """Mark a source whose name was promised to stay."""
        level = self._shown.workspace.known_levels.of(source.id if source else None)
        self._promise.setIcon(level_icon(level, self._look.theme))
        self._promise.setVisible(level.hides)
        self._promise.setToolTip(tip_of(level))
        self.source.setAccessibleDescription(tip_of(level))

    def _names_for_source(self) -> list[str]:
        desk, claim = self._shown.desk, self._shown.claim
        known = self._shown.workspace.project_sources()
        return offered_names(desk, claim, known) if desk else []

    def _names_for_party(self) -> list[str]:
        """Return the names of those who answer the claim first."""
        desk, claim = self._shown.desk, self._shown.claim
        if desk is None or claim is None:
            return []
        replies = [desk.claim(link.from_id) for link in desk.links_to(claim) if link.kind.answers]
        speakers = [desk.source_of(reply) for reply in replies if reply]
        names = [source.name for source in speakers if source]
        names += offered_names(desk, None, self._shown.workspace.project_sources())
        return [name for name in dict.fromkeys(names) if name not in claim.targets]


def _terms(vocabulary: type[Term]) -> list[tuple[str, str]]:
    return [(told(term), str(term)) for term in vocabulary]
