"""What the commands about sources and their sides do in this window."""

from collections.abc import Callable

from ui.main_window import MainWindow


def bind(window: MainWindow) -> None:
    """Bind what is done with sources and sides."""
    actions, workspace, sources = window.actions_, window.workspace, window.sources

    def has_project() -> bool:
        return workspace.path is not None

    def on_panel(do: Callable[[], None]) -> None:
        window.show_tab(sources)
        do()

    actions.bind("source.merge", lambda: on_panel(sources.merge_selected), has_project)
    actions.bind("source.split", lambda: on_panel(sources.split_alias), has_project)
    actions.bind("project.sides", lambda: _show_sides(window), has_project)
    sources.sides_wanted.connect(lambda: actions.run("project.sides"))
    actions.bind("source.find", lambda: on_panel(sources.find_source), has_project)


def _show_sides(window: MainWindow) -> None:
    from ui.dialogs.sides import SidesDialog

    if window.sources.commit():
        dialog = SidesDialog(window.workspace, window.look, window.keymap, window)
        dialog.setting_wanted.connect(lambda: window.show_tab(window.sources))
        dialog.setting_wanted.connect(window.sources.set_sides)
        dialog.open()
