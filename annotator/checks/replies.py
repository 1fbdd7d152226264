"""Rules about replies: how late, how short and how empty they are, and whose."""

from collections.abc import Iterator

from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, Subject, at_start, named, on, rule
from annotator.measures.answers import reply_lags, reply_ratio_by_target
from annotator.measures.shares import ids_of
from annotator.report import speaks_for
from annotator.vocabulary import LinkKind, ResponseType, Severity, Tag

_EMPTY = {ResponseType.NON_DENIAL, ResponseType.NO_COMMENT}
_FROM_THE_TARGET = {LinkKind.DENIES, LinkKind.RESPONDS, LinkKind.CLARIFIES}


@rule(
    "FAIR-03",
    Severity.WARNING,
    "Late reply",
    definition="The first reply to an allegation begins more than {reply_lag_words} words, or "
    "more than {reply_lag_paragraphs} paragraphs, after its end.",
    reason="Many readers stop before an answer that stands far below the accusation.",
    handbook="BBC: a reply is normally told where the allegation is, and fairly.",
    subject=Subject.PAIR,
)
def late_reply(story: Examined) -> Iterator[Found]:
    """Find allegations whose first reply stands far below them (FAIR-03)."""
    most = story.house.thresholds
    for lag in reply_lags(story):
        chain, reply = story.chain_of[lag.claim], story.chain_of[lag.reply]
        paragraphs = lag.paragraphs or 0
        if lag.words > most.reply_lag_words or paragraphs > most.reply_lag_paragraphs:
            told = _so_many(lag.words, "word")
            if paragraphs > most.reply_lag_paragraphs:
                told += f" and {_so_many(paragraphs, 'paragraph')}"
            yield on(
                chain,
                f"{at_start(named(story, chain))} is answered by {lag.target} only {told} later, "
                f"in {named(story, reply)}: move the reply up.",
                lag.target,
            )


@rule(
    "FAIR-04",
    Severity.WARNING,
    "Short reply",
    definition="The replies of a target have less than {reply_share} of the words of the "
    "allegations about it, where there is a reply.",
    reason="An answer in a few words does not weigh against paragraphs.",
    handbook="BBC: what is relevant in a reply is told, and its meaning fairly represented.",
    subject=Subject.PARTY,
)
def short_reply(story: Examined) -> Iterator[Found]:
    """Find targets whose replies are short beside the allegations (FAIR-04)."""
    least = story.house.thresholds.reply_share
    for target, ratio in reply_ratio_by_target(story).items():
        back, against = ratio.numerator, ratio.denominator
        if ratio.claims and back < least * against:
            accusing = story.ordered(story.chain_of[claim] for claim in ratio.of)
            both = story.ordered(story.chain_of[claim] for claim in (*ratio.of, *ratio.claims))
            words = (
                f"{target} has {_so_many(back, 'word')} to reply to "
                f"{_so_many(against, 'word')} of allegations "
                f"({named(story, *accusing)}): give the reply more room."
            )
            yield Found(at_start(words), ids_of(both), target=target)


@rule(
    "FAIR-05",
    Severity.INFO,
    "Reply that says nothing",
    definition="All replies to an allegation in the story are non-denials, or no comment.",
    reason="“No comment” is no answer in substance.",
    handbook="BBC: who is accused is told enough to give an informed response.",
    fix=Fix.RECORD_RESPONSE,
    subject=Subject.PAIR,
)
def empty_reply(story: Examined) -> Iterator[Found]:
    """Find allegations to which the only replies say nothing (FAIR-05)."""
    for pair in story.pairs:
        if pair.replies and all(reply.response_type in _EMPTY for reply in pair.replies):
            chain = story.chain_of[pair.claim.id]
            what = named(story, chain)
            words = f"{pair.target} answers {what} without denying it: ask once more."
            yield on(chain, at_start(words), pair.target)


@rule(
    "FAIR-09",
    Severity.WARNING,
    "Denial of nothing",
    definition="A denial denies no claim of the article, and is not marked as one of something "
    "outside it.",
    reason="A denial means something only beside what it denies.",
    handbook="BBC: a reply is normally told where the allegation is, and fairly.",
    fix=Fix.LINK_ANSWER,
)
def denies_nothing(story: Examined) -> Iterator[Found]:
    """Find denials of which nobody knows what they deny (FAIR-09)."""
    denying = {link.from_id for link in story.marks.links if link.kind is LinkKind.DENIES}
    for chain in story.tagged(Tag.DENIAL):
        if denying.intersection(chain.ids):
            continue
        if not any(half.denies_outside for half in chain.halves):
            what = at_start(named(story, chain))
            words = f"{what} denies nothing yet: link it, or mark what it denies as outside."
            yield on(chain, words)


@rule(
    "FAIR-10",
    Severity.WARNING,
    "Reply by somebody else",
    definition="An allegation is denied, responded to or clarified by somebody who neither is nor "
    "speaks for any of its targets. What a third party rebuts is linked as “disputes”.",
    reason="Only who is accused, or speaks for them, can use the right of reply.",
    handbook="BBC: the right of reply is that of who is accused.",
    fix=Fix.LINK_ANSWER,
)
def reply_of_a_stranger(story: Examined) -> Iterator[Found]:
    """Find replies by somebody whom the allegation is not about (FAIR-10)."""
    seen: set[tuple[str, str]] = set()
    for link in story.marks.links:
        if link.kind not in _FROM_THE_TARGET:
            continue
        reply, goal = story.chain_of[link.from_id], story.chain_of[link.to_id]
        key = (reply.first.id, goal.first.id)
        # What links two halves of one claim is no reply.
        if reply is goal or Tag.ALLEGATION not in goal.tags or key in seen:
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


def _so_many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
