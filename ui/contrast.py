"""The shapes of controls in high contrast, over those of every theme."""

STRONG = """
QLineEdit, QPlainTextEdit { placeholder-text-color: %(muted)s; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
  border: 2px solid %(accent)s; padding: 3px 5px;
}
QPushButton:focus, QToolButton:focus { border: 2px solid %(accent)s; padding: 4px 11px; }
QPushButton:default:focus { border: 2px solid %(text)s; }
QToolButton[chip="true"]:focus { border: 2px solid %(accent)s; padding: 1px 7px; }
QToolButton[chip="true"]:checked { border-color: %(text)s; }
QCheckBox, QRadioButton { border: 2px solid transparent; padding: 0 4px 0 0; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid %(accent)s; }
QMenu::item { border: 2px solid transparent; padding: 3px 20px 3px 10px; }
QMenu::item:selected, QMenuBar::item:selected { border: 2px solid %(accent)s; }
QMenuBar::item { border: 2px solid transparent; padding: 2px 6px; }
QTableView::item:selected {
  border: 0px solid %(accent)s; border-top-width: 1px; border-bottom-width: 1px;
}
QTableView::item:focus { border: 2px solid %(accent)s; }
QTabBar::tab:selected { border-bottom: 3px solid %(accent)s; }
QTabBar:focus { border: 2px solid %(accent)s; }
"""
"""What has the keys is framed in two pixels; paddings give way, so that nothing moves."""
