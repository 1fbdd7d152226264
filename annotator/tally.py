"""How many claims pass each of a few questions, kept as they change."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import compress

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
        if desk is None:
            return
        claims = desk.claims
        every = [[asks(desk, claim) for claim in claims] for asks in self._questions.values()]
        names = tuple(self._questions)
        sets: dict[tuple[bool, ...], frozenset[str]] = {}
        for claim, answers in zip(claims, zip(*every, strict=True), strict=True):
            if answers not in sets:
                sets[answers] = frozenset(compress(names, answers))
            self._passed[claim.id] = sets[answers]
        for name, answers_of_one in zip(names, every, strict=True):
            self.counts[name] = sum(answers_of_one)

    def passed(self, claim_id: str) -> frozenset[str]:
        """Return the questions that a claim passes, by name."""
        return self._passed.get(claim_id, frozenset())

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
