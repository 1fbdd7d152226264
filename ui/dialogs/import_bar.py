"""The lower edge of the import: more files, how far it is, and what ends it."""

from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.panels.shapes import quiet_label


class ImportBar(QWidget):
    """Buttons for more files, the progress with its Stop, and Import and Cancel in `box`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_files = _small("importAddFiles", self.tr("Add files…"))
        self.add_folder = _small("importAddFolder", self.tr("Add folder…"))
        self.progress = quiet_label(wraps=False)
        self.progress.setObjectName("importProgress")
        self.progress.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = _small("importStop", self.tr("Stop"))
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
        row.addWidget(self.box)

    def tell(self, progress: str, button: str, *, is_reading: bool, is_enabled: bool) -> None:
        """Say how far it is, and what Enter does."""
        self.progress.setText(progress)
        self.progress.setToolTip(progress)
        self.stop.setVisible(is_reading)
        self.button.setText(button)
        self.button.setEnabled(is_enabled)


def _small(name: str, words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
