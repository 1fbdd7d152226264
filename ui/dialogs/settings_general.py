"""The first page of the settings: the reviewer's name, the theme, and how articles are set."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator.model import DEFAULT_REVIEWER
from annotator.settings import NO_NETWORK, is_network_taken
from ui.panels.choices import ChoiceField
from ui.panels.fields import LineField
from ui.panels.form import Form
from ui.panels.shapes import quiet_label
from ui.preferences import Preferences
from ui.reading.page import MEASURES, SIZES, Setting
from ui.theme import Mode


class GeneralPage(QWidget):
    """Every field shows what holds now, also where a key of the window changed it."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.name = LineField(self._mark_as)
        self.name.setObjectName("reviewerField")
        self.name.setPlaceholderText(DEFAULT_REVIEWER)
        self.theme = ChoiceField(
            (
                (self.tr("Like the desktop"), Mode.SYSTEM),
                (self.tr("Light"), Mode.LIGHT),
                (self.tr("Dark"), Mode.DARK),
                (self.tr("High contrast"), Mode.CONTRAST),
            ),
            self._choose_theme,
        )
        self.theme.setObjectName("themeField")
        pixels, characters = self.tr("{n} pixels"), self.tr("{n} characters")
        self.size_ = ChoiceField(((pixels.format(n=n), str(n)) for n in SIZES), self._set_size)
        self.measure = ChoiceField(
            ((characters.format(n=n), str(n)) for n in MEASURES), self._set_measure
        )
        self.serif = QCheckBox(self.tr("Letters with serifs"))
        self.serif.setAccessibleName(self.serif.text())
        self.serif.clicked.connect(self._set_face)
        self.network = QCheckBox(self.tr("Allow fetching web pages"))
        self.network.setObjectName("networkField")
        self.network.setAccessibleName(self.network.text())
        self.network.clicked.connect(self._allow_fetching)
        minutes = self.tr("{n} minutes")
        self.lock = ChoiceField(
            (
                (self.tr("Never"), "0"),
                (self.tr("1 minute"), "1"),
                *((minutes.format(n=n), str(n)) for n in (5, 15, 60)),
            ),
            self._lock_after,
        )
        self.lock.setObjectName("lockField")
        self._lay_out()
        preferences.changed.connect(self._load)
        self._load()

    def _lay_out(self) -> None:
        form = Form()
        form.title(self.tr("YOU"))
        form.field(self.tr("Your name"), self.name)
        form.wide(
            quiet_label(
                self.tr(
                    "New marks carry this name, in the project and in its reports. Marks that "
                    "are there keep theirs. Until you give one you are “{name}”."
                ).format(name=DEFAULT_REVIEWER)
            )
        )
        form.title(self.tr("WINDOW"))
        form.field(self.tr("Theme"), self.theme)
        form.title(self.tr("ARTICLE"))
        form.field(self.tr("Text size"), self.size_)
        form.field(self.tr("Line length"), self.measure)
        form.wide(self.serif)
        form.title(self.tr("ENCRYPTED PROJECTS"))
        form.field(self.tr("Lock after"), self.lock)
        form.wide(
            quiet_label(
                self.tr("Without a key or the mouse for so long. What you were typing is kept.")
            )
        )
        form.title(self.tr("NETWORK"))
        form.wide(self.network)
        words = self.tr("Only when you give an address, and only that page. Nothing else is sent.")
        if is_network_taken():
            words = self.tr("{name} is set: nothing is fetched here.").format(name=NO_NETWORK)
        form.wide(quiet_label(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 12)
        column.addLayout(form)
        column.addStretch(1)

    def _load(self) -> None:
        now, page = self._preferences, self._preferences.page
        self.name.load("" if now.reviewer == DEFAULT_REVIEWER else now.reviewer)
        self.theme.load(now.mode)
        self.size_.load(str(page.pixels))
        self.measure.load(str(page.measure))
        self.lock.load(str(now.lock_minutes))
        self.serif.setChecked(page.is_serif)
        self.network.setChecked(now.is_fetching and not is_network_taken())
        self.network.setEnabled(not is_network_taken())

    def _mark_as(self, name: str) -> bool:
        self._preferences.mark_as(name)
        return True

    def _choose_theme(self, mode: str) -> bool:
        self._preferences.choose_theme(Mode(mode))
        return True

    def _set_size(self, pixels: str) -> bool:
        self._preferences.change_page(lambda now: replace(now, pixels=int(pixels)))
        return True

    def _set_measure(self, measure: str) -> bool:
        self._preferences.change_page(lambda now: replace(now, measure=int(measure)))
        return True

    def _lock_after(self, minutes: str) -> bool:
        self._preferences.lock_after(int(minutes))
        return True

    def _allow_fetching(self) -> None:
        self._preferences.allow_fetching(is_allowed=self.network.isChecked())

    def _set_face(self) -> None:
        def with_face(now: Setting) -> Setting:
            return replace(now, is_serif=self.serif.isChecked())

        self._preferences.change_page(with_face)
