"""What the commands about sources and their sides do in this window."""

from typing import TYPE_CHECKING

from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.panels.sources import SourcesPanel


def bind(window: MainWindow) -> None:
    """Bind what is done with sources and sides."""
    actions, workspace = window.actions_, window.workspace

    def has_project() -> bool:
        return workspace.path is not None

    def on_panel(do: "Callable[[SourcesPanel], None]") -> None:
        window.show_tab(window.sources)
        do(window.sources)

    def listen(sources: "SourcesPanel") -> None:
        sources.sides_wanted.connect(lambda: actions.run("project.sides"))

    actions.bind(
        "source.merge", lambda: on_panel(lambda panel: panel.merge_selected()), has_project
    )
    actions.bind("source.split", lambda: on_panel(lambda panel: panel.split_alias()), has_project)
    actions.bind("project.sides", lambda: _show_sides(window), has_project)
    actions.bind("source.find", lambda: on_panel(lambda panel: panel.find_source()), has_project)
    window.tabs.when_made("sources", listen)


def _show_sides(window: MainWindow) -> None:
    from ui.dialogs.sides import SidesDialog

    if window.commit_source():

        def set_sides() -> None:
            window.show_tab(window.sources)
            window.sources.set_sides()

        dialog = SidesDialog(window.workspace, window.look, window.keymap, window)
        dialog.setting_wanted.connect(set_sides)
        dialog.open()
