"""The lower edge of the import: more files, how far it is, and what ends it."""

from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QWidget

from ui.dialogs.shapes import ShortenedLabel


class ImportBar(QWidget):
    """Buttons for more files, the progress with its Stop, and Import and Cancel in `box`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_files = _small("importAddFiles", self.tr("Add &files…"))
        self.add_folder = _small("importAddFolder", self.tr("Add f&older…"))
        self.progress = ShortenedLabel()
        self.progress.setObjectName("importProgress")
        self.stop = _small("importStop", self.tr("&Stop"))
        self.go_on = _small("importGoOn", self.tr("Read the &rest"))
        self.box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accepts = QDialogButtonBox.ButtonRole.AcceptRole
        self.button = self.box.addButton(self.tr("Import"), accepts)
        self.button.setObjectName("importButton")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.add_files)
        row.addWidget(self.add_folder)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        row.addWidget(self.go_on)
        row.addWidget(self.box)

    def tell(self, progress: str, button: str) -> None:
        """Say how far it is, and what Enter does."""
        self.progress.tell(progress)
        self.button.setText(button)


def _small(name: str, words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
