"""One reply: the claim's words, what was said, the note as it is, and what will be done."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from annotator.edits import Edit
from annotator.errors import AnnotatorError
from annotator.model import Claim, Waiver
from annotator.returned.proposals import Action, Doing
from annotator.returned.reply import Reply
from ui.dialogs.shapes import sentence_of
from ui.models.replies import RepliesModel, who_and_when
from ui.models.wording import shortened, told
from ui.panels.shapes import heading, plain_label, quiet_label

_LONGEST = 2_000
"""So many characters of a text are shown; a claim can be as long as its article."""


class ReplyView(QWidget):
    """What is known of the chosen reply, and the choice of what is done with it."""

    claim_wanted = Signal()

    def __init__(self, rows: RepliesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._reply: Reply | None = None
        self._actions: tuple[Action, ...] = ()
        self._claim_head = heading("")
        self.quote = plain_label()
        self.go = QPushButton(self.tr("Go to the claim"))
        self.go.setObjectName("goToClaim")
        self.go.clicked.connect(self.claim_wanted)
        self._said_head = heading(self.tr("WHAT CAME BACK"))
        self.who = quiet_label()
        self.text = plain_label()
        self.text.setObjectName("replyText")
        self.place = quiet_label()
        self.place.setObjectName("replyPlace")
        self._note_head = heading(self.tr("ITS NOTE NOW"))
        self.note = plain_label()
        self._done_head = heading(self.tr("WHAT WILL BE DONE"))
        self.choice = QComboBox()
        self.choice.setObjectName("replyAction")
        self.choice.setAccessibleName(self.tr("What will be done"))
        self.choice.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(policy)
        self.choice.currentIndexChanged.connect(self._preview)
        self.preview = plain_label()
        self.preview.setObjectName("replyPreview")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 12)
        column.setSpacing(6)
        above = (self._claim_head, self.quote, self.go, self._said_head, self.who, self.text)
        below = (self.place, self._note_head, self.note, self._done_head, self.choice)
        for part in (*above, *below, self.preview):
            column.addWidget(part)
        column.setAlignment(self.go, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_reply(None)

    @property
    def action(self) -> Action | None:
        """Return what is to be done; None where nothing can be."""
        at = self.choice.currentIndex()
        return self._actions[at] if 0 <= at < len(self._actions) else None

    def show_reply(self, reply: Reply | None) -> None:
        """Show a reply, or nothing."""
        self._reply = reply
        self.setEnabled(reply is not None)
        if reply is None:
            return
        claim, marks = self._rows.claim_of(reply), self._rows.marks_of(reply)
        if claim and marks:
            number = marks.number_of(claim.id)
            title = shortened(marks.article.title, 48)
            words = self.tr("CLAIM {n} OF “{title}”").replace("{n}", str(number))
            self._claim_head.setText(words.replace("{title}", title))
        self.quote.setText(f"“{_cut(claim.quote)}”" if claim else "")
        who = who_and_when(reply)
        self.who.setText(who[:1].upper() + who[1:])
        self.text.setText(_cut(reply.text))
        self.place.setText(reply.place[:1].upper() + reply.place[1:])
        self.note.setText(_cut(claim.note) if claim and claim.note else self.tr("None yet"))
        self._actions = tuple(self._rows.actions_of(reply))
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([_told(action) for action in self._actions])
        self.choice.blockSignals(False)
        about = (self._claim_head, self.quote, self.go, self._note_head, self.note)
        for part in (*about, self._done_head, self.choice):
            part.setVisible(claim is not None)
        self._preview()

    def edit(self) -> Edit | None:
        """Return what will be done, None where nothing can be; raises `AnnotatorError`."""
        if self._reply is None or self.action is None:
            return None
        return self._rows.edit_of(self._reply, self.action)

    def _preview(self) -> None:
        try:
            edit = self.edit()
        except AnnotatorError as error:
            self.preview.setText(sentence_of(error))
            return
        nothing = self.tr("It is not known which claim this is about: nothing can be done here.")
        self.preview.setText("\n".join(_previewed(edit)) if edit else nothing)


def _previewed(edit: Edit) -> list[str]:
    lines = []
    for move in edit.moves:
        if isinstance(move.after, Waiver):
            words = _tr("{rule} is waived: {reason}").replace("{rule}", move.after.rule)
            lines.append(words.replace("{reason}", move.after.reason))
        elif isinstance(move.before, Claim) and isinstance(move.after, Claim):
            old, new = move.before.verification, move.after.verification
            if old is not new:
                words = _tr("Verification: {old} → {new}")
                lines.append(words.replace("{old}", told(old)).replace("{new}", told(new)))
            added = move.after.note.removeprefix(move.before.note).strip()
            lines.append(_tr("Added to the note: {words}").replace("{words}", _cut(added)))
    return lines


def _told(action: Action) -> str:
    match action.doing:
        case Doing.NOTE:
            words = _tr("Add it to the note")
        case Doing.DISPUTE:
            words = _tr("Disputed: not verified, and a note")
        case Doing.VERIFY:
            words = _tr("Verification: {value}, and a note")
            words = words.replace("{value}", told(action.verification or ""))
        case Doing.WAIVE:
            rule = action.finding.rule if action.finding else ""
            words = _tr("Waive {rule}, for this reason").replace("{rule}", rule)
    return _tr("{action} (as it says)").replace("{action}", words) if action.is_meant else words


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Replies", words)
