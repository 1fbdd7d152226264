"""How many claims pass each of a few questions, kept as they change."""

from collections import Counter
from collections.abc import Callable, Mapping

from annotator.desk import Desk
from annotator.edits import Change
from annotator.model import Claim

Question = Callable[[Desk, Claim], bool]


class Tally:
    """Counts of an article's claims by question; a change asks only about what it touched."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = questions
        self._passed: dict[str, frozenset[str]] = {}
        self.counts: Counter[str] = Counter()

    def count(self, desk: Desk | None) -> None:
        """Ask every question of every claim."""
        self._passed, self.counts = {}, Counter()
        for claim in desk.claims if desk else ():
            self._ask(desk, claim.id)

    def follow(self, desk: Desk | None, change: Change) -> None:
        """Ask again about the claims that a change touched."""
        if desk:
            for claim_id in desk.touched_by(change):
                self._ask(desk, claim_id)

    def _ask(self, desk: Desk | None, claim_id: str) -> None:
        self.counts.subtract(self._passed.pop(claim_id, ()))
        claim = desk.claim(claim_id) if desk else None
        if desk and claim:
            passed = frozenset(name for name, asks in self._questions.items() if asks(desk, claim))
            self._passed[claim_id] = passed
            self.counts.update(passed)
