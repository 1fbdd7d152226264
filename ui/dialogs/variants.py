"""For whom a report is: one line a variant."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QRadioButton, QWidget

from annotator.vocabulary import Variant
from ui.panels.shapes import quiet_label


class VariantChoice(QWidget):
    """The four variants of a report, each with whom it is for."""

    changed = Signal()

    def __init__(self, chosen: Variant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = {
            Variant.FULL: (
                self.tr("F&ull"),
                self.tr("for the editor: everything marked and noted"),
            ),
            Variant.LEGAL: (
                self.tr("&Legal"),
                self.tr("for the lawyer: allegations, answers and legal notes"),
            ),
            Variant.SUMMARY: (
                self.tr("&Summary"),
                self.tr("for the news meeting: page one alone"),
            ),
            Variant.PUBLIC: (
                self.tr("&Public"),
                self.tr("for readers: no notes, nothing on anonymous sources"),
            ),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        self.buttons: dict[Variant, QRadioButton] = {}
        self._audiences: dict[Variant, QLabel] = {}
        for row, (variant, (name, audience)) in enumerate(told.items()):
            button = QRadioButton(name)
            button.setObjectName(f"variant-{variant}")
            button.setAccessibleDescription(audience)
            button.setChecked(variant is chosen)
            button.toggled.connect(self._tell)
            grid.addWidget(button, row, 0)
            self._audiences[variant] = quiet_label(audience)
            grid.addWidget(self._audiences[variant], row, 1)
            self.buttons[variant] = button
        self._wanted = chosen
        self._is_offering = False
        self.setFocusProxy(self.buttons[chosen])

    @property
    def chosen(self) -> Variant:
        """Return the variant that is wanted."""
        return next(variant for variant, button in self.buttons.items() if button.isChecked())

    def offer(self, variants: Collection[Variant]) -> None:
        """Show these alone; the full one is taken while the one wanted is not among them."""
        for variant, button in self.buttons.items():
            button.setVisible(variant in variants)
            self._audiences[variant].setVisible(variant in variants)
        self._is_offering = True
        self.buttons[self._wanted if self._wanted in variants else Variant.FULL].setChecked(True)
        self._is_offering = False

    def _tell(self, is_checked: bool) -> None:
        if not is_checked:
            return
        if not self._is_offering:
            # What is for readers must not become the newsroom's own by looking at another format.
            self._wanted = self.chosen
        self.changed.emit()
