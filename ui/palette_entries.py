"""What the command palette finds: one small function a kind, all of them in one list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication

from annotator.desk import Desk
from annotator.matching import match
from annotator.model import Article, Claim, Source
from annotator.vocabulary import Tag
from ui.actions import told
from ui.keys import spelled
from ui.models.wording import shortened, tags_told
from ui.refusals import briefly, reason_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_Named = TypeVar("_Named", Article, Source)
_READ = 5_000
"""Characters of a quote that are looked through: a claim may be as long as its article."""
_LONGEST = 200
"""Characters of a quote that a row can show at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the palette: what it says, and what Enter does.

    `places` are the letters that were found, `why` says why it cannot be done now, `said` what
    the status bar tells where the doing tells nothing itself. A claim's row has its `tags`.
    """

    title: str
    run: Callable[[], object]
    detail: str = ""
    said: str = ""
    why: str = ""
    places: tuple[int, ...] = ()
    tags: tuple[Tag, ...] | None = None
    command: str = ""

    @property
    def spoken(self) -> str:
        """Return the row as a screen reader says it."""
        return ", ".join(filter(None, (self.title, self.detail, self.why)))


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of entries: the sign that asks for it, "" for plain words, and how it is found."""

    sign: str
    find: "Callable[[MainWindow, str], Iterable[Entry]]"


def commands(window: "MainWindow", words: str) -> Iterator[Entry]:
    """Yield the commands, the best match first, then what was used last; what cannot be, last."""
    recent = window.settings.texts("recent_commands")
    ranked = []
    for number, (command, action) in enumerate(window.actions_.bound()):
        found = match(words, told(command.title))
        if found and command.name != "palette.open":
            is_off = not action.isEnabled()
            used = recent.index(command.name) if command.name in recent else len(recent)
            ranked.append((is_off, -found.score, used, number, command, found.places))
    for is_off, _, _, _, command, places in sorted(ranked, key=lambda rank: rank[:4]):
        keys = window.keymap.keys(command.name)
        title = told(command.title)
        why = reason_of(window.workspace, window.selection, command.name) if is_off else None
        yield Entry(
            title,
            partial(window.actions_.run, command.name),
            "   ".join(dict.fromkeys(map(spelled, keys))),
            title.rstrip("…"),
            briefly(why) if why else "",
            places,
            command=command.name,
        )


def articles(window: "MainWindow", words: str) -> Iterator[Entry]:
    """Yield the articles with all words in their titles."""
    wanted = words.casefold().split()
    if not wanted:
        return
    found = [a for a in window.workspace.articles() if _holds(a.title, wanted)]
    for article in _beginnings_first(found, lambda article: article.title, wanted[0]):
        yield Entry(
            shortened(article.title, _LONGEST),
            partial(window.workspace.show_article, article.id),
            _tr("Article"),
            _tr("Opened “{title}”").replace("{title}", shortened(article.title)),
        )


def claims(window: "MainWindow", words: str) -> Iterator[Entry]:
    """Yield the claims whose number begins with the digits, or whose quote holds the words."""
    desk = window.workspace.desk
    if desk is None:
        return
    wanted = words.casefold().split()
    if words.strip().isdecimal():
        numbers: Iterable[int] = _beginning_with(int(words), len(desk.claims))
    else:
        every = enumerate(desk.claims, 1)
        numbers = (n for n, claim in every if _holds(claim.quote[:_READ], wanted))
    for number in numbers:
        yield _claim_entry(window, desk, number, desk.claims[number - 1])


def sources(window: "MainWindow", words: str) -> Iterator[Entry]:
    """Yield the article's sources with all words in their names, with what they say."""
    desk = window.workspace.desk
    wanted = words.casefold().split()
    named = [s for s in desk.sources.values() if _holds(s.name, wanted)] if desk else []
    named.sort(key=lambda source: (-_said(desk, source), source.name.casefold()))
    first = wanted[0] if wanted else ""
    for source in _beginnings_first(named, lambda source: source.name, first):
        number = _said(desk, source)
        one, many = _tr("1 claim"), _tr("{n} claims")
        yield Entry(
            source.name,
            partial(window.goals.show_claims_of, source),
            one if number == 1 else many.format(n=number),
            _tr("The claims of {name}").replace("{name}", source.name),
        )


def checks(window: "MainWindow", words: str) -> Iterator[Entry]:
    """Yield what the checks would have mended, in reading order."""
    wanted = words.casefold().split()
    for finding in window.checks.open_findings():
        if _holds(finding.message, wanted) or _holds(finding.rule, wanted):
            yield Entry(finding.message, partial(window.checks.turn_to, finding), finding.rule)


PROVIDERS: tuple[Provider, ...] = (
    Provider("", commands),
    Provider("", articles),
    Provider("#", claims),
    Provider("@", sources),
    Provider("!", checks),
)


def entries(window: "MainWindow", typed: str) -> Iterator[Entry]:
    """Yield what was typed can mean, one kind after another; nothing is looked up in advance."""
    typed = typed.strip()
    signs = {provider.sign for provider in PROVIDERS if provider.sign}
    sign = typed[:1] if typed[:1] in signs else ""
    for provider in PROVIDERS:
        if provider.sign == sign:
            yield from provider.find(window, typed.removeprefix(sign))


def _claim_entry(window: "MainWindow", desk: Desk, number: int, claim: Claim) -> Entry:
    source = desk.source_of(claim)
    return Entry(
        f"#{number}  {shortened(claim.quote[:_READ], _LONGEST)}",
        partial(window.goals.to_claim, claim),
        source.name if source else _tr("no source"),
        _tr("Claim {n}, {tags}").format(n=number, tags=tags_told(claim.tags)),
        tags=claim.tags,
    )


def _said(desk: Desk | None, source: Source) -> int:
    return len(desk.said_by(source.id)) if desk else 0


def _holds(text: str, wanted: Sequence[str]) -> bool:
    return all(map(text.casefold().__contains__, wanted))  # asked of every title, at each letter


def _beginnings_first(
    found: list[_Named], name: Callable[[_Named], str], word: str
) -> list[_Named]:
    """Return those first in which a word begins as looked for; otherwise the order stays."""
    return sorted(found, key=lambda one: f" {word}" not in f" {name(one).casefold()}")


def _beginning_with(number: int, last: int) -> Iterator[int]:
    """Yield the numbers up to `last` that are written with these digits first, the least first."""
    for power in count():
        least = number * 10**power
        if least > last or (power and not number):
            return
        yield from range(max(least, 1), min(least + 10**power, last + 1))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Palette", words)
