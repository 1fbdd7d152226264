"""The part Method: what the tags, the words and the measures mean, and by which rules."""

from dataclasses import fields
from fractions import Fraction

from annotator import __version__
from annotator.checks.registry import RULES
from annotator.export.article import claim_look
from annotator.export.cells import DETAIL, STRONG, TEXT, sentence, table
from annotator.export.grid import Column
from annotator.export.markup import PLAIN, line, paragraph, run
from annotator.export.package import Package
from annotator.export.parts import heading
from annotator.export.story import Story
from annotator.measures.registry import MEASURES
from annotator.palette import LOOKS
from annotator.vocabulary import Part, Tag

_TAGS = {
    Tag.ALLEGATION: "Asserts wrongdoing, failure, harmful intent or a discreditable fact about "
    "somebody who can be identified, and is not established as fact in the text. Test: could that "
    "party reasonably expect a right of reply?",
    Tag.DENIAL: "Rejects, disputes or contradicts another claim, made by or for the party whom it "
    "concerns. Test: does it say that claim n is false? Declining to comment is no denial.",
    Tag.OFFICIAL: "Is stated on the record by an institution, or by somebody who speaks for it, "
    "or in its document. Tests: can the reader name the office that owns the words, and is an act "
    "of stating reported?",
    Tag.ANONYMOUS: "Comes from people whose identity is withheld and for whom no named office "
    "speaks. Test: could a reader call them or their office to confirm it?",
}
_TERMS = {
    "Claim": "One proposition that can be checked by itself, from one source. Halves of a split "
    "sentence count as one.",
    "Words": "Counted once over the whole article; the words of several claims are those of the "
    "union of their places, so that nested claims never count twice. Lines that are no part of "
    "the story are in no number.",
    "Attributed": "A claim with a source of any kind but “unattributed”; what the reporter "
    "witnessed counts.",
    "Reply": "A claim that denies, responds to, disputes or clarifies an allegation and comes "
    "from its target or somebody who speaks for it. What a third party says is no reply.",
    "Answered": "An allegation counts once for each target. It is answered by a reply, or by a "
    "recorded outcome: replied, declined, no reply, unreachable. “Not applicable” is left out of "
    "the count.",
}
_THRESHOLDS = {
    "reply_lag_words": "A reply is late more than so many words below",
    "reply_lag_paragraphs": "or more than so many paragraphs below",
    "reply_share": "A reply is short below this share of the allegation's words",
    "side_share": "One side has too much above this share of attributed words",
    "anonymous_share": "Unnamed sources have too much above this share of attributed words",
    "official_share": "Officials have too much above this share of attributed words",
    "named_persons": "Fewer named people than this are few",
    "effective_sources": "Fewer effective sources than this are few",
    "effective_claims": "if there are at least so many attributed claims",
}
_TWO = (Column("Term", 38), Column("What it means here", 132))
_RULES = (Column("House rule", 128), Column("Value", 42))
_FORMULAS = (Column("Measure", 40), Column("Formula", 80), Column("Unit", 50))


def write_method(story: Story, package: Package) -> None:
    """Write the definitions, the thresholds, the formulas and the program's version."""
    heading(story, package, Part.METHOD)
    _definitions(package)
    _house_rules(story, package)
    line(package.body, "Heading3", "Formulas")
    grid = table(package, _FORMULAS, "Formulas")
    for measure in MEASURES.values():
        name, formula, unit = grid.row()
        line(name, TEXT, measure.title)
        line(name, DETAIL, measure.id)
        line(formula, TEXT, sentence(measure.formula))
        line(unit, TEXT, sentence(measure.unit))
        line(unit, DETAIL, measure.exception)
    line(package.body, "OnRecordNote", f"Made with On Record {__version__}.")


def _definitions(package: Package) -> None:
    line(package.body, "Heading3", "Tags and terms")
    grid = table(package, _TWO, "Tags and terms")
    for kind, definition in _TAGS.items():
        term, meaning = grid.row()
        run(paragraph(term, TEXT), LOOKS[kind].title, claim_look(kind, PLAIN))
        line(meaning, TEXT, definition)
    for name, definition in _TERMS.items():
        term, meaning = grid.row()
        line(term, TEXT, name, STRONG)
        line(meaning, TEXT, definition)


def _house_rules(story: Story, package: Package) -> None:
    house = story.edition.house
    named = f": {story.edition.house_rules}" if story.edition.house_rules else ""
    line(package.body, "Heading3", f"House rules{named}")
    grid = table(package, _RULES, "House rules")
    for each in fields(house.thresholds):
        what, value = grid.row()
        line(what, TEXT, sentence(_THRESHOLDS[each.name]))
        line(value, TEXT, _told(getattr(house.thresholds, each.name)))
    for rule, severity in sorted(house.severities.items()):
        what, value = grid.row()
        line(what, TEXT, f"{rule} {RULES[rule].title}")
        line(value, TEXT, severity.value.capitalize() if severity else "Off")


def _told(value: int | Fraction) -> str:
    """Return a threshold exactly: a decimal where it is one, else the fraction."""
    if isinstance(value, int) or value.denominator == 1:
        return f"{int(value):,}"
    decimal = float(value)
    return f"{decimal:g}" if Fraction(f"{decimal:g}") == value else str(value)
