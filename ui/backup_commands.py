"""What this window does about backups, and about a damaged project."""

from pathlib import Path

from ui.main_window import MainWindow


def bind(window: MainWindow) -> None:
    """Bind the list of backups, and what the banner of a damaged project leads to."""
    window.actions_.bind(
        "project.backups",
        lambda: _show_backups(window, window.workspace.path),
        lambda: window.workspace.path is not None,
    )
    window.banner.recovery_wanted.connect(lambda path: _show_recovery(window, path))


def _show_backups(window: MainWindow, project: Path | None) -> None:
    from ui.dialogs.backups import BackupsDialog

    if project:
        dialog = BackupsDialog(window, project)
        dialog.copied.connect(window.open_project)
        dialog.open()


def _show_recovery(window: MainWindow, path: Path) -> None:
    from ui.dialogs.recovery import RecoveryDialog

    dialog = RecoveryDialog(path, window)
    dialog.recovered.connect(window.open_project)
    dialog.backups_wanted.connect(lambda project: _show_backups(window, project))
    dialog.open()
