"""What the program is, and what it does not do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from ui.panels.shapes import plain_label, quiet_label
from ui.theme import serif


class AboutDialog(QDialog):
    """Name, version, license, and what it does not do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About On Record"))
        name = plain_label(self.tr("On Record"))
        name.setFont(serif(26, bold=True))
        version = quiet_label(self.tr("Version {version}").format(version=__version__))
        does = plain_label(
            self.tr("Mark who claims what in a news story, and report how it is sourced.")
        )
        keeps = plain_label(
            self.tr(
                "It sends nothing anywhere: no telemetry, no update check. Articles and marks "
                "stay in project files on this computer."
            )
        )
        free = quiet_label(
            self.tr(
                "Free software under the MIT license. Source Serif 4 and Inter under the SIL "
                "Open Font License; Qt for Python under the LGPL."
            )
        )
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 18)
        column.setSpacing(10)
        column.addWidget(name)
        column.addWidget(version)
        column.addSpacing(6)
        for label in (does, keeps, free):
            column.addWidget(label)
        column.addSpacing(10)
        column.addStretch(1)
        column.addWidget(box)
        self.setMinimumWidth(430)
