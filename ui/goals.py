"""Where a choice in a panel leads: to the text, to the claims behind it, to a letter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model import Claim, Source
from annotator.query import written
from annotator.right_of_reply import Request
from ui.arrival import Arrival, Place
from ui.models.hits import Row

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.panels.balance import BalancePanel
    from ui.panels.responses import ResponsesPanel


class Goals(QObject):
    """The ways out of the panels of a window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._arrival = Arrival(window.workspace, window.view, window.text_commands.going)
        left, right = window.project_tabs.when_made, window.tabs.when_made
        window.claims.activated.connect(self.to_claim)
        left("search", lambda search: search.chosen.connect(self.to_hit))
        left("responses", self._lead_from_responses)
        right("sources", lambda sources: sources.activated.connect(self.show_claims_of))
        right("balance", self._lead_from_balance)
        right("checks", lambda checks: checks.activated.connect(self.to_claim))

    def _lead_from_responses(self, responses: "ResponsesPanel") -> None:
        responses.activated.connect(self.to_request)
        responses.letter_wanted.connect(self.write_letter)

    def _lead_from_balance(self, balance: "BalancePanel") -> None:
        balance.claims_wanted.connect(self.show_claims_behind)
        balance.stories_wanted.connect(self.show_stories_behind)
        balance.source_wanted.connect(self.find_source)
        balance.search_wanted.connect(self.find)

    def back_to_drafts(self) -> None:
        """Go where something was being typed when the program ended, and say so."""
        if not self._window.workspace.drafts.found():
            return
        from ui import resuming

        place = resuming.place_of(self._window.workspace)
        if place and place.claim_id:
            self._window.show_tab(self._window.inspector)
            self.go(place)
        elif place:
            self._window.workspace.said.emit(place.told)

    def to_claim(self, claim: Claim) -> None:
        """Go to a claim of the open article."""
        self._window.back_to_text()
        self._window.text_commands.going.to(claim)

    def to_hit(self, row: Row) -> None:
        """Go to the claim or the words that were found; to a headline, to the beginning."""
        if row.article:
            told = self.tr("Found in “{title}”") if row.hit else self.tr("“{title}”")
            hit = row.hit
            claim_id, span = (hit.claim_id, hit.span) if hit else (None, None)
            self.go(Place(row.article.id, told, claim_id, span))

    def to_request(self, request: Request) -> None:
        """Go to the allegation that has to be answered."""
        told = self.tr("What {who} has to answer, in “{title}”")
        told = told.replace("{who}", request.pair.target)
        self.go(Place(request.article.id, told, request.pair.half.id))

    def write_letter(self, requests: list[Request]) -> None:
        """Show the letter that puts allegations to a party."""
        from ui.dialogs.letter import LetterDialog

        LetterDialog(self._window.workspace, requests, self._window).open()

    def show_claims_of(self, source: Source) -> None:
        """Show a source's claims in their table."""
        self._window.claims.show_source(source)
        self._to_table()

    def show_claims_behind(self, subject: str, claims: tuple[str, ...]) -> None:
        """Show in their table the claims that a number is made of."""
        self._window.claims.show_only(subject, claims)
        self._to_table()

    def show_stories_behind(self, subject: str, articles: Sequence[str]) -> None:
        """Open the one article that a number is made of, else show them in the library."""
        if len(articles) == 1:
            self._window.balance.show_project(is_wanted=False)
            self.go(Place(articles[0], self.tr("“{title}”")))
        else:
            self._window.library.show_only(subject, articles)
            self._window.parts.show_library()

    def find_source(self, source_id: str) -> None:
        """Look for the claims of a source in the whole project."""
        sources = self._window.workspace.reader.all_sources()
        name = next((source.name for source in sources if source.id == source_id), "")
        if name:
            self.find(written("source", name))

    def find(self, line: str) -> None:
        """Look for a line in the whole project."""
        self._window.search.field.setText(line)
        self._window.parts.show_search()

    def _to_table(self) -> None:
        self._window.show_tab(self._window.claims)
        self._window.claims.focus_table()

    def go(self, place: Place) -> None:
        """Go to a place of the project."""
        self._window.back_to_text()
        self._arrival.go(place)
