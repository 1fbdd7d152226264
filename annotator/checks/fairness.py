"""Rules about fairness: who is accused, who has answered, and who is not heard."""

from collections.abc import Iterator

from annotator.chains import Chain
from annotator.checks.finding import Found, at_start, named, on
from annotator.checks.support import is_unnamed, support_set
from annotator.measures.counted import Counted
from annotator.measures.shares import ids_of
from annotator.measures.sides import sides
from annotator.model import UNKNOWN_SIDE
from annotator.report import Pair, speaks_for
from annotator.vocabulary import LinkKind, ResponseType, Tag

LEAST_REPLY = 0.25
"""The least share of an allegation's words that its replies should have."""
MOST_OF_ONE_SIDE = 2 / 3
"""The most of the attributed words that one side should have."""
_EMPTY = {ResponseType.NON_DENIAL, ResponseType.NO_COMMENT}
_FROM_THE_TARGET = {LinkKind.DENIES, LinkKind.RESPONDS, LinkKind.CLARIFIES}


def unanswered(story: Counted) -> Iterator[Found]:
    """Find allegations whose target has not answered (FAIR-01)."""
    for pair in story.pairs:
        if not pair.is_answered:
            chain = _accusation(story, pair)
            what = at_start(named(story, chain))
            rest = (
                "has been asked: wait for the answer, or say that none came."
                if pair.is_asked
                else "has not answered: ask, and link the answer or record what came of it."
            )
            yield on(chain, f"{what} accuses {pair.target}, who {rest}", pair.target)


def without_target(story: Counted) -> Iterator[Found]:
    """Find allegations that are about nobody (FAIR-02)."""
    for chain in story.chains:
        if Tag.ALLEGATION in chain.tags and not chain.targets:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is an allegation about nobody: name its target.")


def short_reply(story: Counted) -> Iterator[Found]:
    """Find targets whose replies are short beside the allegations (FAIR-04)."""
    by_target: dict[str, list[Pair]] = {}
    for pair in story.pairs:
        by_target.setdefault(pair.target, []).append(pair)
    for target, pairs in by_target.items():
        accusing = _ordered(story, [_accusation(story, pair) for pair in pairs])
        replies = _ordered(story, [story.chain_of[r.id] for pair in pairs for r in pair.replies])
        against, back = story.words_of(accusing), story.words_of(replies)
        if replies and against and back / against < LEAST_REPLY:
            both = _ordered(story, [*accusing, *replies])
            words = (
                f"{target} has {back} words to reply to {against} words of allegations "
                f"({named(story, *accusing)}): give the reply more room."
            )
            yield Found(at_start(words), ids_of(both), target=target)


def empty_reply(story: Counted) -> Iterator[Found]:
    """Find allegations to which the only replies say nothing (FAIR-05)."""
    for pair in story.pairs:
        if pair.replies and all(reply.response_type in _EMPTY for reply in pair.replies):
            chain = _accusation(story, pair)
            what = named(story, chain)
            words = f"{pair.target} answers {what} without denying it: ask once more."
            yield on(chain, at_start(words), pair.target)


def unnamed_allegation(story: Counted) -> Iterator[Found]:
    """Find allegations that rest on anonymous sources alone (FAIR-06)."""
    for chain in story.chains:
        if Tag.ALLEGATION in chain.tags and is_unnamed(support_set(story, chain)):
            what = at_start(named(story, chain))
            yield on(chain, f"{what} accuses on unnamed sources alone: refer it to an editor.")


def implicated_unheard(story: Counted) -> Iterator[Found]:
    """Find parties that a claim implicates and that nobody has heard or asked (FAIR-07)."""
    asked = {response.target for response in story.marks.responses}
    heard = [chain.source for chain in story.chains if chain.source]
    implicated: dict[str, list[Chain]] = {}
    for chain in story.chains:
        for half in chain.halves:
            for party in half.implicated:
                implicated.setdefault(party, []).append(chain)
    for party, chains in implicated.items():
        if party not in asked and not any(speaks_for(source, party) for source in heard):
            some = _ordered(story, chains)
            words = f"{party} is drawn in by {named(story, *some)} and not heard: ask them."
            yield Found(at_start(words), ids_of(some), target=party)


def one_sided(story: Counted) -> Iterator[Found]:
    """Find a side that has most of the words, and sides that are never heard (FAIR-08)."""
    every = story.words_of(story.attributed)
    heard = sides(story)
    for side, group in heard.items():
        if side != UNKNOWN_SIDE and group.words > MOST_OF_ONE_SIDE * every:
            words = (
                f"{side} has {group.words} of the {every} words that anybody says: "
                "hear somebody from another side."
            )
            yield Found(at_start(words), group.claims, target=side)
    known = dict.fromkeys(source.side for source in story.marks.sources)
    known.pop(UNKNOWN_SIDE, None)
    for side in known if len(known) > 1 else ():
        if side not in heard:
            yield Found(f"Nobody from the side “{side}” is heard: give them a say.", target=side)


def denies_nothing(story: Counted) -> Iterator[Found]:
    """Find denials of which nobody knows what they deny (FAIR-09)."""
    denying = {link.from_id for link in story.marks.links if link.kind is LinkKind.DENIES}
    for chain in story.chains:
        is_outside = any(half.denies_outside for half in chain.halves)
        if Tag.DENIAL in chain.tags and not is_outside and not denying.intersection(chain.ids):
            what = at_start(named(story, chain))
            words = f"{what} denies nothing yet: link it, or mark what it denies as outside."
            yield on(chain, words)


def reply_of_a_stranger(story: Counted) -> Iterator[Found]:
    """Find replies by somebody whom the allegation is not about (FAIR-10)."""
    seen: set[tuple[str, str]] = set()
    for link in story.marks.links:
        reply, goal = story.chain_of[link.from_id], story.chain_of[link.to_id]
        key = (reply.first.id, goal.first.id)
        if link.kind not in _FROM_THE_TARGET or Tag.ALLEGATION not in goal.tags or key in seen:
            continue
        if not reply.source or not goal.targets:
            continue
        if not any(speaks_for(reply.source, target) for target in goal.targets):
            seen.add(key)
            words = (
                f"{at_start(named(story, reply))} answers {named(story, goal)}, which is not "
                f"about {reply.source.name}: link it as “disputes”, or say for whom they speak."
            )
            yield Found(words, (*reply.ids, *goal.ids), reply.source.id)


def _accusation(story: Counted, pair: Pair) -> Chain:
    return story.chain_of[pair.claim.id]


def _ordered(story: Counted, chains: list[Chain]) -> list[Chain]:
    """Return chains each once, in reading order."""
    once = {chain.first.id: chain for chain in chains}
    return sorted(once.values(), key=lambda chain: story.marks.number_of(chain.first.id))
