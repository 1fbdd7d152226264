"""Rules about cues: the verbs by which a story says who said what."""

import re
from collections.abc import Iterator
from functools import lru_cache

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.checks.finding import Fix, Found, at_start, named, on, rule
from annotator.vocabulary import Severity, Tag

_VOWELS = "aeiou"


@rule(
    "CUE-01",
    Severity.INFO,
    "Loaded cue",
    definition="The cue of a claim is, in any form, one of: {loaded_cues}.",
    reason="Such a verb takes sides: it says that somebody hides, boasts or tells no truth.",
    handbook="Reuters and AP: “said” is the neutral verb; others judge.",
)
def loaded_cue(story: Examined) -> Iterator[Found]:
    """Find cues that say more than "said" (CUE-01)."""
    loaded = story.house.lexicons.loaded_cues
    for chain in story.chains:
        cue = _cue_of(chain, loaded)
        if cue:
            what = at_start(named(story, chain))
            yield on(chain, f"{what} is told with “{cue}”, which takes sides: write “said”.")


@rule(
    "CUE-02",
    Severity.WARNING,
    "Cue against the tag",
    definition="The cue of a claim is a verb of denying ({denial_cues}) and the claim is no "
    "denial, or it is a verb of accusing ({allegation_cues}) and the claim is no allegation.",
    reason="What a claim is called and what the story says of it must agree.",
    handbook="Reuters and AP: a verb of attribution has to fit what was said.",
    fix=Fix.TAG,
)
def cue_against_tag(story: Examined) -> Iterator[Found]:
    """Find cues of denying or accusing whose claims are tagged as neither (CUE-02)."""
    words = story.house.lexicons
    rules = ((Tag.DENIAL, words.denial_cues), (Tag.ALLEGATION, words.allegation_cues))
    for chain in story.chains:
        for tag, lexicon in rules:
            cue = _cue_of(chain, lexicon)
            if cue and tag not in chain.tags:
                what = at_start(named(story, chain))
                told = f"{what} is told with “{cue}” and is not tagged {tag}: tag it, or see."
                yield on(chain, told)
                break


def _cue_of(chain: Chain, lexicon: frozenset[str]) -> str | None:
    """Return the first cue of a claim that a lexicon has in any form."""
    for half in chain.halves:
        if half.cue and _holds(lexicon, half.cue):
            return half.cue
    return None


# The same few cues come again and again.
@lru_cache(maxsize=4096)
def _holds(lexicon: frozenset[str], cue: str) -> bool:
    return _any_form(lexicon).search(cue) is not None


@lru_cache(maxsize=16)
def _any_form(lexicon: frozenset[str]) -> re.Pattern[str]:
    """Return what finds any form of any verb; the words after one may stand later."""
    listed = []
    for entry in sorted(lexicon):
        verb, *rest = entry.split()
        forms = "|".join(map(re.escape, forms_of(verb)))
        # So that "dismissed the report as" is found, and no sentence after it.
        listed.append(
            "".join((rf"(?:{forms})", *(rf"\b.{{0,80}}?\b{re.escape(w)}" for w in rest)))
        )
    either = "|".join(listed) if listed else r"(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE | re.DOTALL)


def forms_of(verb: str) -> tuple[str, ...]:
    """Return every form of a regular verb; where a consonant may be doubled, with and without.

    A form that nobody writes does no harm: it is never found.
    """
    ends_in_y = verb[-1:] == "y" and verb[-2:-1] not in _VOWELS
    stem = verb[:-1] if verb[-1:] == "e" or ends_in_y else verb
    third = f"{stem}ies" if ends_in_y else f"{verb}s"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = f"{verb}es"
    past = f"{stem}ied" if ends_in_y else f"{stem}ed"
    running = f"{verb}ing" if ends_in_y else f"{stem}ing"
    found = [verb, third, past, running]
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS:
        found += [f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"]
    return tuple(found)
