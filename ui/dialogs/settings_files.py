"""The page of the settings that says where everything lies, and what the program remembers."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.home import home
from ui.panels.flow import FlowLayout
from ui.panels.form import Form
from ui.panels.shapes import quiet_label
from ui.preferences import Preferences
from ui.settings import Settings


class FilesPage(QWidget):
    """Folders as they are on this computer, ready to be copied, and a way to forget."""

    def __init__(
        self, preferences: Preferences, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._preferences = preferences
        self.forget = QPushButton(self.tr("Forget recent projects"))
        self.forget.setObjectName("forgetRecent")
        self.forget.setAutoDefault(False)
        self.forget.setAccessibleName(self.forget.text())
        self.forget.clicked.connect(preferences.forget_recent)
        self.second = _path_line("")
        self.second.setObjectName("backupFolder")
        self.second.setPlaceholderText(self.tr("None: backups are on this disk alone"))
        self.choose = self._button("chooseBackupFolder", self.tr("Choose a folder…"))
        self.choose.clicked.connect(self._ask_second)
        self.drop = self._button("noBackupFolder", self.tr("Use none"))
        self.drop.clicked.connect(lambda: preferences.keep_backups_in(""))
        self._recent = quiet_label()
        self._house = quiet_label()
        self._lay_out()
        preferences.changed.connect(self._count)
        preferences.changed.connect(self._tell_second)
        self._count()
        self._tell_second()
        preferences.house.changed.connect(self._tell_house)
        self._tell_house()

    def event(self, event: QEvent) -> bool:
        """Look at the house rules when the window comes to the front: they may be edited there."""
        if event.type() == QEvent.Type.WindowActivate:
            self._preferences.house.look()
        return super().event(event)

    def _lay_out(self) -> None:
        form = Form()
        form.title(self.tr("WHERE YOUR FILES ARE"))
        for name, path in (
            (self.tr("Settings"), self._settings.path),
            (self.tr("Backups"), home() / "backups"),
            (self.tr("Logs"), home() / "logs"),
            (self.tr("Sample"), home() / "sample"),
        ):
            form.field(name, _path_line(str(path)))
        form.wide(
            quiet_label(
                self.tr(
                    "Projects stay where you save them. Set the variable ONRECORD_HOME to keep "
                    "the files above in another folder."
                )
            )
        )
        self._add_second_place(form)
        form.title(self.tr("HOUSE RULES"))
        form.field(self.tr("House rules"), _path_line(str(self._preferences.house.path)))
        form.wide(self._house)
        form.title(self.tr("WHAT IS REMEMBERED"))
        form.wide(
            quiet_label(
                self.tr(
                    "Your choices on these pages, the place of the window, the commands used "
                    "last, and the projects and folders that were open last. Nothing is sent "
                    "anywhere."
                )
            )
        )
        form.wide(self._recent)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 12)
        column.addLayout(form)
        column.addLayout(row)
        column.addStretch(1)

    def _add_second_place(self, form: Form) -> None:
        form.title(self.tr("A SECOND PLACE FOR BACKUPS"))
        form.field(self.tr("Folder"), self.second)
        form.wide(
            quiet_label(
                self.tr(
                    "Each new backup is copied there, too: to another disk, a stick, or a folder "
                    "of your newsroom. A backup holds all that a project holds, also who a "
                    "confidential source is."
                )
            )
        )
        buttons = QWidget()
        places = FlowLayout(buttons)
        for button in (self.choose, self.drop):
            places.addWidget(button)
        form.wide(buttons)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _ask_second(self) -> None:
        from ui.dialogs import files

        def choose(folder: Path) -> None:
            self._preferences.keep_backups_in(str(folder))

        files.choose_backup_folder(self, self._settings, choose)

    def _tell_second(self) -> None:
        folder = self._preferences.backup_folder
        self.second.setText(folder)
        self.second.setCursorPosition(0)
        self.drop.setEnabled(bool(folder))

    def _tell_house(self) -> None:
        """Say which house rules the checks go by, and how a newsroom has its own."""
        chosen = self._preferences.house.chosen
        words = self.tr(
            "The checks go by “{name}”, which comes with On Record. A newsroom that draws its "
            "lines elsewhere puts a file of that name there; the help on the checks says what "
            "stands in it."
        )
        if chosen.notice:
            words = self.tr("{notice}.").replace("{notice}", chosen.notice)
        elif not chosen.is_shipped:
            words = self.tr("The checks go by this file, “{name}”. Save it to change them.")
        self._house.setText(words.replace("{name}", chosen.rules.name))

    def _count(self) -> None:
        count = len(self._settings.recent)
        one, many = self.tr("1 recent project."), self.tr("{n} recent projects.")
        self._recent.setText(one if count == 1 else many.format(n=count))
        self.forget.setEnabled(count > 0)


def _path_line(path: str) -> QLineEdit:
    """Return a path that can be selected and copied, and is never wider than there is room."""
    line = QLineEdit(path)
    line.setReadOnly(True)
    line.setCursorPosition(0)
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return line
