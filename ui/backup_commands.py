"""What the command about backups does in this window."""

from ui.main_window import MainWindow


def bind(window: MainWindow) -> None:
    """Bind the list of backups."""
    window.actions_.bind(
        "project.backups",
        lambda: _show_backups(window),
        lambda: window.workspace.path is not None,
    )


def _show_backups(window: MainWindow) -> None:
    from ui.dialogs.backups import BackupsDialog

    if window.workspace.path:
        dialog = BackupsDialog(window, window.workspace.path)
        dialog.copied.connect(window.open_project)
        dialog.open()
