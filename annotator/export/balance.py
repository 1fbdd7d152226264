"""The part Sourcing balance: each measure by claims and by words, with what it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.export.balance_pictures import write_pictures
from annotator.export.cells import DETAIL, NOTHING, STRONG, TEXT, few_links, sentence, table
from annotator.export.grid import Column
from annotator.export.markup import Element, line, paragraph, run
from annotator.export.package import Package
from annotator.export.parts import heading
from annotator.export.story import Story, counted, listed
from annotator.measures.registry import MEASURES
from annotator.measures.shares import FEW
from annotator.measures.sides import side_shares, sides
from annotator.vocabulary import Part

_MEASURES = (
    Column("Measure", 44),
    Column("By claims", 34),
    Column("By words", 34),
    Column("Formula", 62),
)
_SIDES = (
    Column("Side", 46),
    Column("Claims", 18),
    Column("Words", 18),
    Column("Share of words", 32),
    Column("Prominence", 24),
    Column("Quoted words", 24),
    Column("First heard", 28),
)


_BOUNDS = "A share from one figure to another: the side alone, and with all of unknown side."


@dataclass(frozen=True, slots=True)
class _Row:
    """A measure by its id, what it comes to, and a name where it is not the measure's own."""

    measure: str
    claims: str = NOTHING
    words: str = NOTHING
    name: str = ""
    note: str = ""


def write_balance(story: Story, package: Package) -> None:
    """Write the article's measures; below five attributed claims counts alone."""
    heading(story, package, Part.BALANCE)
    if not story.marks.claims:
        line(package.body, "Normal", "No claims are marked.")
        return
    is_few = story.figures["attributed_claims"] < FEW
    line(package.body, "Caption", _made_of(story, is_few=is_few))
    _measures(story, package, is_few=is_few)
    if story.counted.heard_sides:
        line(package.body, "Heading3", "Sides")
        if not is_few:
            line(package.body, "Caption", _BOUNDS)
        _by_side(story, package, is_few=is_few)
    write_pictures(story, package)


def _made_of(story: Story, *, is_few: bool) -> str:
    found = story.figures
    claims, words = found["attributed_claims"], found["attributed_words"]
    told = f"{counted(claims, 'attributed claim')} in {counted(words, 'word')}."
    if is_few:
        return f"{told} Fewer than {FEW} claims are attributed, so there are counts and no shares."
    return f"{told} Each share is given with the numbers that it is made of."


def _measures(story: Story, package: Package, *, is_few: bool) -> None:
    grid = table(package, _MEASURES, "Measures")
    for row in _rows(story, is_few=is_few):
        measure = MEASURES[row.measure]
        name, claims, words, formula = grid.row()
        line(name, TEXT, row.name or measure.title, STRONG)
        if row.note:
            line(name, DETAIL, row.note)
        line(claims, TEXT, row.claims)
        line(words, TEXT, row.words)
        line(formula, DETAIL, sentence(measure.formula))
    _single(story, grid.row())


def _rows(story: Story, *, is_few: bool) -> Iterator[_Row]:
    found = story.figures

    def told(key: str) -> str:
        return _share(found[key], is_few=is_few)

    yield _Row("COV", words=told("coverage"))
    yield _Row("ATTR", told("attribution_rate"))
    yield _Row("ANON", told("anonymous_share_claims"), told("anonymous_share_words"))
    yield _Row("OFFDOM", told("government_share_claims"), told("government_share_words"))
    yield _Row(
        "TOP1",
        told("top_source_share_claims"),
        told("top_source_share_words"),
        note=_loudest(story),
    )
    if not is_few:
        yield from _spread(story)
    yield _Row("REPLY_RATE", told("reply_rate"))
    yield _Row("REPLY_RATIO", words=told("reply_word_ratio"))
    yield _Row("QUOTE", words=told("direct_quote_share"))
    depth = found["words_before_first_on_record_source"]
    yield _Row("DEPTH1", words=_number(depth))
    person = found["words_before_first_named_person"]
    yield _Row("DEPTH1", words=_number(person), name="Words before a person with a name")
    yield _Row("NSRC", _number(found["distinct_sources"]), note=_kinds(story))
    least, mean = found["descriptor_score_min"], found["descriptor_score_mean"]
    if mean is not None:
        yield _Row("DESC", f"mean {mean:.2f}, lowest {least}")
    yield _Row("VER", told("allegations_with_evidence_share"), name="Allegations with evidence")


_SPREAD = (
    ("HHI", "source_hhi", "Concentration of sources"),
    ("HHI*", "source_hhi_normalized", ""),
    ("H", "source_entropy_bits", "Entropy, in bits"),
    ("H", "source_evenness", "Evenness"),
    ("N_eff", "source_effective_number", ""),
    ("HHI", "side_hhi", "Concentration of sides"),
    ("N_eff", "side_effective_number", "Effective sides"),
)


def _spread(story: Story) -> Iterator[_Row]:
    for measure, key, name in _SPREAD:
        claims, words = (_figure(story.figures[f"{key}_{u}"]) for u in ("claims", "words"))
        yield _Row(measure, claims, words, name)


def _loudest(story: Story) -> str:
    """Return who has most claims and words, by the names that the edition allows."""
    counted_story = story.counted
    names = {
        counted_story.labels[key]: story.edition.name(chains[0].source)
        for key, chains in counted_story.heard_sources.items()
    }
    found = story.figures
    top = [names[label] for label in found["top_sources_claims"]]
    longest = [names[label] for label in found["top_sources_words"]]
    if top == longest:
        return _some(top)
    return f"By claims {_some(top)}; by words {_some(longest)}" if top and longest else ""


_MOST_NAMED = 3


def _some(names: list[str]) -> str:
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED:,} more"]
    return listed(names)


def _kinds(story: Story) -> str:
    return ", ".join(f"{n:,} {kind}" for kind, n in story.figures["sources_by_kind"].items())


def _single(story: Story, cells: list[Element]) -> None:
    """Write which claims rest on one source, each leading to its words."""
    measure, ids = MEASURES["SINGLE"], story.figures["single_source_claims"]
    name, claims, words, formula = cells
    line(name, TEXT, measure.title, STRONG)
    element = paragraph(claims, TEXT)
    few_links(story, ids, element)
    if not ids:
        run(element, "None")
    line(words, TEXT, NOTHING)
    line(formula, DETAIL, sentence(measure.formula))


def _by_side(story: Story, package: Package, *, is_few: bool) -> None:
    found, shares = story.figures, side_shares(story.counted)
    grid = table(package, _SIDES, "Sides")
    for side, some in sides(story.counted).items():
        name, claims, words, share, prominence, quoted, first = grid.row()
        line(name, TEXT, side)
        line(claims, TEXT, f"{some.count:,}")
        line(words, TEXT, f"{some.words:,}")
        line(share, TEXT, _interval(shares[side], is_few=is_few))
        line(prominence, TEXT, NOTHING if is_few else _figure(found["prominence_by_side"][side]))
        line(quoted, TEXT, f"{found['direct_quote_words_by_side'][side]:,}")
        line(first, TEXT, _paragraph(found["first_paragraph_by_side"][side]))


def _interval(share: Any, *, is_few: bool) -> str:
    if is_few:
        return NOTHING
    alone, most = _figure(share.alone), _figure(share.with_unknown)
    return alone if alone == most else f"{alone} to {most}"


def _share(share: Any, *, is_few: bool) -> str:
    if share is None or not share.denominator:
        return NOTHING
    made = f"{share.numerator:,} of {share.denominator:,}"
    return made if is_few else f"{share.value:.3f} ({made})"


def _figure(value: Any) -> str:
    value = getattr(value, "value", value)
    return NOTHING if value is None else f"{value:.3f}"


def _number(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def _paragraph(number: int | None) -> str:
    if number is None:
        return NOTHING
    return f"Paragraph {number}" if number else "Headline"
