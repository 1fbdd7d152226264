"""The panels that nobody sees at first: each is loaded and made when it is wanted."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ui.actions import Actions
from ui.keymap import Keymap
from ui.panels.tabs import PanelTabs
from ui.preferences import Preferences
from ui.project_sums import ProjectSums
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Look
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.panels.balance import BalancePanel
    from ui.panels.checks import ChecksPanel
    from ui.panels.history import HistoryPanel
    from ui.panels.responses import ResponsesPanel
    from ui.panels.search import SearchPanel
    from ui.panels.sources import SourcesPanel


class LatePanels(QMainWindow):
    """A window with those panels behind its tabs.

    What is to be told by one is connected by `PanelTabs.when_made`, so that nobody makes it
    merely to listen to it.
    """

    settings: Settings
    look: Look
    keymap: Keymap
    workspace: Workspace
    selection: Selection
    actions_: Actions
    preferences: Preferences
    sums: ProjectSums
    project_tabs: PanelTabs
    tabs: PanelTabs

    @property
    def search(self) -> "SearchPanel":
        """Return the search in the whole project."""
        return cast("SearchPanel", self.project_tabs.panel("search"))

    @property
    def responses(self) -> "ResponsesPanel":
        """Return who still has to be heard."""
        return cast("ResponsesPanel", self.project_tabs.panel("responses"))

    @property
    def sources(self) -> "SourcesPanel":
        """Return who speaks."""
        return cast("SourcesPanel", self.tabs.panel("sources"))

    @property
    def balance(self) -> "BalancePanel":
        """Return the pictures of who is heard how much."""
        return cast("BalancePanel", self.tabs.panel("balance"))

    @property
    def checks(self) -> "ChecksPanel":
        """Return what is to be mended."""
        return cast("ChecksPanel", self.tabs.panel("checks"))

    @property
    def history(self) -> "HistoryPanel":
        """Return what was done."""
        return cast("HistoryPanel", self.tabs.panel("history"))

    def commit_source(self) -> bool:
        """Keep what is being typed of a source; return whether nothing is left to keep."""
        sources = self.tabs.made("sources")
        return sources is None or bool(sources.commit())

    if not TYPE_CHECKING:  # which knows what Qt's own say

        def findChild(self, *args: Any) -> QObject | None:
            """Find a part as Qt does, also in a panel that is not made yet."""
            found = super().findChild(*args)
            if found is None:
                self._make_panels()
                found = super().findChild(*args)
            return found

        def findChildren(self, *args: Any) -> list[QObject]:
            """Find parts as Qt does, also in panels that are not made yet."""
            self._make_panels()
            return super().findChildren(*args)

    def _make_panels(self) -> None:
        for tabs in (self.project_tabs, self.tabs):
            tabs.make_all()

    def _add_project_panels(self) -> None:
        add = self.project_tabs.add_later
        add("search", self.tr("Search"), self._new_search)
        add("responses", self.tr("Responses"), self._new_responses)

    def _add_article_panels(self) -> None:
        add = self.tabs.add_later
        add("sources", self.tr("Sources"), self._new_sources)
        add("balance", self.tr("Balance"), self._new_balance)
        add("checks", self.tr("Checks"), self._new_checks)
        add("history", self.tr("History"), self._new_history)

    def _new_search(self) -> "SearchPanel":
        from ui.panels.search import SearchPanel

        return SearchPanel(self.workspace, self.look)

    def _new_responses(self) -> "ResponsesPanel":
        from ui.panels.responses import ResponsesPanel

        return ResponsesPanel(self.workspace, self.look, self.keymap)

    def _new_sources(self) -> "SourcesPanel":
        from ui.panels.sources import SourcesPanel

        parts = (self.workspace, self.look, self.settings, self.keymap)
        return SourcesPanel(*parts, lambda: self.selection.claims)

    def _new_balance(self) -> "BalancePanel":
        from ui.panels.balance import BalancePanel

        return BalancePanel(self.workspace, self.look, self.settings, self.keymap, self.sums)

    def _new_checks(self) -> "ChecksPanel":
        from ui.panels.checks import ChecksPanel

        parts = (self.workspace, self.selection, self.look, self.actions_)
        return ChecksPanel(*parts, self.preferences.house)

    def _new_history(self) -> "HistoryPanel":
        from ui.panels.history import HistoryPanel

        return HistoryPanel(self.workspace)
