"""Waiting, as the window is closed, for work that goes back to a drive far away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.panels.shapes import plain_label, quiet_label
from ui.window_size import open_at

if TYPE_CHECKING:
    from ui.far_project import WrittenBack


class WritingBackDialog(QDialog):
    """Goes away by itself once all is back; what could not be is told, and is kept here."""

    def __init__(self, projects: "list[WrittenBack]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("writingBackDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Writing back"))
        self._projects = projects
        names = ", ".join(project.origin.name for project in projects)
        self.words = plain_label(
            self.tr("{names} is written back to its place…").replace("{names}", names)
        )
        self.words.setObjectName("writingBackWords")
        self.note = quiet_label(
            self.tr(
                "Nothing is lost if you do not wait: your work is kept on this machine and is "
                "written back the next time that On Record runs."
            )
        )
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.leave = QPushButton(self.tr("Close now"))
        self.leave.setObjectName("closeNow")
        buttons = QDialogButtonBox()
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (self.words, self.bar, self.note):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(buttons)
        open_at(self, 460, 160)
        for project in projects:
            project.ended.connect(self._look)
        self._look()

    def _look(self) -> None:
        if not all(project.is_over for project in self._projects):
            return
        told = [f"{project.told}." for project in self._projects if project.told]
        if not told:
            self.accept()
            return
        self.words.setText("\n\n".join(told))
        self.bar.hide()
        self.note.hide()
        self.leave.setText(self.tr("Close"))
        self.adjustSize()
