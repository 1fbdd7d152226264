"""By what name a source may be known from now on, and whether the rest goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.dialogs.secret_fields import SecretLine
from ui.panels.form import Form
from ui.panels.shapes import quiet_label


class ReleaseFields(QWidget):
    """A name and a box; `changed` tells that another name stands there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = SecretLine(self.tr("The name that may be printed"))
        self.name.setObjectName("releaseName")
        self.name.textChanged.connect(self.changed)
        self.forget = QCheckBox(self.tr("Delete how to reach them and the note"))
        self.forget.setObjectName("releaseForget")
        form = Form()
        form.field(self.tr("May be known as"), self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.forget)
        words = self.tr(
            "It stands in all its articles then. Undo brings the letter back, not the promise."
        )
        column.addWidget(quiet_label(words))

    def wipe(self) -> None:
        """Keep nothing of what was typed."""
        self.name.put("")
