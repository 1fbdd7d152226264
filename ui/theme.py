"""How everything looks: the two faces, light and dark, and who follows a change of them."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator import assets, palette
from annotator.vocabulary import Tag
from ui.contrast import STRONG

SERIF, SANS = "Source Serif 4", "Inter"
_PACKAGES = {SERIF: "fontpkg_source_serif_4", SANS: "fontpkg_inter"}
SMALL, NORMAL, LARGE = 11, 12, 14
"""Sizes of the window's own text, in pixels at 100 %."""


class Mode(StrEnum):
    """Which theme a person chose; `system` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Theme:
    """The colors of one theme; a strong one is for those who need high contrast."""

    is_dark: bool
    paper: QColor
    text: QColor
    muted: QColor
    chrome: QColor
    lines: QColor
    selection: QColor
    accent: QColor
    is_strong: bool = field(default=False, kw_only=True)

    @property
    def stroke(self) -> float:
        """Return how many times as thick as usual an underline is."""
        return 1.5 if self.is_strong else 1.0

    @property
    def focus_width(self) -> int:
        """Return the pixels of the line around what has the keys."""
        return 2 if self.is_strong else 1

    def tint(self, tag: Tag) -> QColor:
        """Return the color behind a claim's words."""
        look = palette.LOOKS[tag]
        return _color(look.dark_tint if self.is_dark else look.light_tint)

    def ink(self, tag: Tag) -> QColor:
        """Return the color of a claim's underline, badge and bracket."""
        look = palette.LOOKS[tag]
        return _color(look.dark_ink if self.is_dark else look.light_ink)


@cache
def _color(name: str) -> QColor:
    return QColor(name)


def _theme(paper: palette.Paper, *, is_dark: bool, is_strong: bool = False) -> Theme:
    colors = (paper.paper, paper.text, paper.muted, paper.chrome, paper.lines)
    rest = (paper.selection, paper.accent)
    made = [QColor(name) for name in (*colors, *rest)]
    return Theme(is_dark, *made, is_strong=is_strong)


LIGHT = _theme(palette.LIGHT, is_dark=False)
DARK = _theme(palette.DARK, is_dark=True)
LIGHT_CONTRAST = _theme(palette.LIGHT_CONTRAST, is_dark=False, is_strong=True)
DARK_CONTRAST = _theme(palette.DARK_CONTRAST, is_dark=True, is_strong=True)
THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)


def theme_of(mode: Mode, *, is_dark: bool, is_strong: bool) -> Theme:
    """Return the theme of a choice on a desktop that is dark or not, with high contrast or not."""
    if mode is Mode.CONTRAST or (mode is Mode.SYSTEM and is_strong):
        return DARK_CONTRAST if is_dark else LIGHT_CONTRAST
    if mode is Mode.SYSTEM:
        return DARK if is_dark else LIGHT
    return DARK if mode is Mode.DARK else LIGHT


def theme_shown(window: QColor) -> Theme:
    """Return the theme whose windows have this color, or the nearest one."""
    exact = next((theme for theme in THEMES if theme.chrome == window), None)
    return exact or (DARK if window.lightness() < 128 else LIGHT)


class Look(QObject):
    """The theme in force; `changed` tells whoever paints by hand."""

    changed = Signal()

    def __init__(self, mode: Mode = Mode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = mode
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.theme = self._chosen()

    def choose(self, mode: Mode) -> None:
        """Use the theme that a person chose."""
        self.mode = mode
        self._refresh()

    def begin(self) -> None:
        """Give the application the colors and the face of this look, no shapes of controls yet.

        A window that is made under a style sheet has each control shaped anew by every parent
        that it gets.
        """
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet("")
            application.setPalette(_palette(self.theme))
            application.setFont(sans(NORMAL))

    def apply(self) -> None:
        """Give the application this look, whole."""
        # Qt puts a sheet that takes another's place on each widget once more for every widget
        # around it: with the old one away first, this takes a quarter of the time.
        self.begin()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(style_sheet(self.theme))

    def _follow_system(self) -> None:
        if self.mode in {Mode.SYSTEM, Mode.CONTRAST}:
            self._refresh()

    def _refresh(self) -> None:
        chosen = self._chosen()
        if chosen == self.theme:
            return
        self.theme = chosen
        self.apply()
        self.changed.emit()

    def _chosen(self) -> Theme:
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return theme_of(self.mode, is_dark=is_dark, is_strong=_is_contrast_wished())


def _is_contrast_wished() -> bool:
    """Return whether the desktop asks for high contrast; known from Qt 6.10 on."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def install_fonts() -> None:
    """Load the two shipped faces, once a process."""
    there = QFontDatabase.families()
    for family, package in _PACKAGES.items():
        if family not in there:
            QFontDatabase.addApplicationFont(assets.face_of(package))


def sans(pixels: float, *, bold: bool = False) -> QFont:
    """Return the face of the window's own text."""
    return QFont(_face(SANS, pixels, bold=bold))


def serif(pixels: float, *, bold: bool = False) -> QFont:
    """Return the face of the article."""
    return QFont(_face(SERIF, pixels, bold=bold))


@cache
def _face(family: str, pixels: float, *, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(pixels))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # The shipped faces are variable ones, which Qt sets by their axis alone.
    font.setVariableAxis(QFont.Tag("wght"), font.weight())
    return font


def _palette(theme: Theme) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.chrome,
        role.WindowText: theme.text,
        role.Base: theme.paper,
        role.AlternateBase: theme.chrome,
        role.Text: theme.text,
        role.Button: theme.chrome,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.chrome,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.Mid: theme.lines,
    }
    for name, color in colors.items():
        made.setColor(name, color)
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, theme.muted)
    return made


def style_sheet(theme: Theme) -> str:
    """Return the shape of the window's controls; colors come from the theme alone."""
    names = {
        field: getattr(theme, field).name()
        for field in ("paper", "text", "muted", "chrome", "lines", "selection", "accent")
    }
    kind = "dark" if theme.is_dark else "light"
    names["chevron"] = assets.path_of("icons", f"chevron-{kind}.svg")
    names["chevron_up"] = assets.path_of("icons", f"chevron-up-{kind}.svg")
    names["check"] = assets.path_of("icons", f"check-{kind}.svg")
    return (_SHAPES + (STRONG if theme.is_strong else "")) % names


_SHAPES = """
QMainWindow, QDialog { background: %(chrome)s; }
QToolTip { background: %(paper)s; color: %(text)s; border: 1px solid %(lines)s; padding: 4px; }
QMenuBar { background: %(chrome)s; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenu::item:selected { background: %(selection)s; }
QMenu { background: %(paper)s; border: 1px solid %(lines)s; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::separator { height: 1px; background: %(lines)s; margin: 4px 8px; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {
  background: %(paper)s; color: %(text)s; border: 1px solid %(lines)s; border-radius: 5px;
  padding: 4px 6px; selection-background-color: %(selection)s; selection-color: %(text)s;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid %(accent)s; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: %(muted)s; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("%(chevron)s"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: %(paper)s; border: 1px solid %(lines)s; }
QPushButton, QToolButton {
  background: %(paper)s; border: 1px solid %(lines)s; border-radius: 5px; padding: 5px 12px;
}
QPushButton:hover, QToolButton:hover { border-color: %(accent)s; }
QPushButton:checked { background: %(selection)s; border-color: %(accent)s; }
QPushButton:focus, QToolButton:focus { border: 1px solid %(accent)s; }
QPushButton:default { background: %(accent)s; color: %(paper)s; border-color: %(accent)s; }
QPushButton:disabled, QPushButton:default:disabled {
  background: %(chrome)s; color: %(muted)s; border-color: %(lines)s;
}
QTabWidget::pane { border: none; border-top: 1px solid %(lines)s; }
QTabBar::tab { padding: 7px 8px; color: %(muted)s; border: none; }
QTabBar::tab:selected { color: %(text)s; border-bottom: 2px solid %(accent)s; }
QTabBar::tab:hover { color: %(text)s; }
QTabBar[close="true"] { font-size: 11px; }
QTabBar[close="true"]::tab { padding: 7px 4px; }
QTabBar QToolButton { background: %(chrome)s; border: none; border-radius: 0; padding: 0; }
QFrame#checkReason, QFrame#waiveLine { border: none; border-top: 1px solid %(lines)s; }
QAbstractItemView {
  background: %(paper)s; alternate-background-color: %(chrome)s; border: none; outline: none;
  selection-background-color: %(selection)s; selection-color: %(text)s;
}
QHeaderView::section {
  background: %(chrome)s; color: %(muted)s; border: none; border-bottom: 1px solid %(lines)s;
  padding: 5px 6px;
}
QHeaderView::up-arrow, QHeaderView::down-arrow {
  subcontrol-origin: padding; subcontrol-position: center right; width: 10px; height: 10px;
}
QHeaderView::up-arrow { image: url("%(chevron_up)s"); }
QHeaderView::down-arrow { image: url("%(chevron)s"); }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %(lines)s; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: %(chrome)s; }
QSplitter::handle { background: %(lines)s; }
QStatusBar { background: %(chrome)s; border-top: 1px solid %(lines)s; }
QStatusBar::item { border: none; }
QWidget#banner { background: %(selection)s; border-bottom: 1px solid %(lines)s; }
QFrame#offerLine {
  background: %(chrome)s; border: none; border-top: 1px solid %(lines)s;
  border-bottom: 1px solid %(lines)s;
}
QFrame#secretFrame {
  background: %(paper)s; border: 1px solid %(lines)s; border-radius: 8px;
}
QFrame#miniBar { background: %(paper)s; border: 1px solid %(lines)s; border-radius: 6px; }
QFrame#miniBar QToolButton { padding: 3px; }
QFrame#commandPalette {
  background: %(paper)s; border: 1px solid %(muted)s; border-radius: 9px;
}
QToolButton#nameOffer, QToolButton#paletteButton { color: %(muted)s; padding: 2px 8px; }
QPushButton#houseLine {
  background: transparent; border-color: transparent; border-radius: 0; color: %(muted)s;
  padding: 6px 11px; text-align: left;
}
QPushButton#houseLine:focus, QPushButton#houseLine:hover { border-color: %(accent)s; }
QWidget#lockCard { background: %(paper)s; }
QFrame#lockFrame {
  background: %(chrome)s; border: 1px solid %(lines)s; border-radius: 10px;
}
QPushButton[leads="true"]:enabled {
  background: %(accent)s; color: %(paper)s; border-color: %(accent)s;
}
QFrame#coachCard {
  background: %(paper)s; border: 1px solid %(accent)s; border-radius: 8px;
}
QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; }
QToolButton[autoRaise="true"]:hover { border-color: %(lines)s; background: %(paper)s; }
QToolButton[chip="true"] { padding: 2px 8px; border-radius: 10px; }
QToolButton[chip="true"]::menu-indicator { image: none; width: 0; }
QToolButton[chip="true"]:checked, QToolButton[on="true"] {
  background: %(selection)s; border-color: %(accent)s;
}
QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QTableView::item { padding: 0 5px; }
QTreeView::item, QListWidget::item { padding: 5px 6px; }
QTreeView::item:selected, QListWidget::item:selected {
  background: %(selection)s; color: %(text)s;
}
QListView[popup="true"], QTableView[popup="true"] { border: 1px solid %(lines)s; padding: 3px; }
QListView[popup="true"]::item { padding: 4px 6px; border-radius: 4px; }
QListView[popup="true"]::item:selected { background: %(selection)s; color: %(text)s; }
QSpinBox, QDoubleSpinBox {
  background: %(paper)s; color: %(text)s; border: 1px solid %(lines)s; border-radius: 5px;
  padding: 4px 6px; selection-background-color: %(selection)s; selection-color: %(text)s;
}
QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid %(accent)s; }
QLabel[quiet="true"] { color: %(muted)s; }
QLabel[heading="true"] { font-weight: 600; }
QCheckBox, QRadioButton {
  spacing: 6px; padding: 1px 5px 1px 1px; border: 1px solid transparent; border-radius: 4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: %(accent)s; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {
  width: 13px; height: 13px; border: 1px solid %(muted)s; background: %(paper)s;
}
QCheckBox::indicator, QListView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked, QListView::indicator:checked {
  background: %(accent)s; border-color: %(accent)s; image: url("%(check)s");
}
QRadioButton::indicator:checked {
  border-color: %(accent)s;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 %(accent)s, stop: 0.5 %(accent)s, stop: 0.6 %(paper)s, stop: 1 %(paper)s);
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: %(lines)s; }
QCheckBox:disabled, QRadioButton:disabled { color: %(muted)s; }
"""
