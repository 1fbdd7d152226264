"""What is to be written, and from it the files: one, or one for each article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, ExportError, StoppedError
from annotator.export.edition import PARTS
from annotator.export.kinds import KINDS, tables
from annotator.files import is_folder, is_there, named, refuse_place, replacing
from annotator.model import Article
from annotator.naming import distinct, fit_name, refuse_unfit
from annotator.report import Report
from annotator.vocabulary import FileFormat, Part, TableName, Variant

if TYPE_CHECKING:
    from annotator.export.formats import Format
    from annotator.export.newsroom import Base


@dataclass(frozen=True, slots=True)
class Order:
    """One wish: these articles, all where there are none, in this format and way.

    `path` is the file, or with `is_each` the folder of one file for each article. `paper` is "a4"
    or "letter", empty for what the base has, else A4. `is_opened` asks to open what was written,
    `withholds` to write “[name withheld]” for confidential names in the articles' own words.
    """

    path: Path
    articles: tuple[str, ...] = ()
    kind: FileFormat = FileFormat.WORD
    variant: Variant = Variant.FULL
    without: frozenset[Part] = frozenset()
    paper: str = ""
    base: Path | None = None
    table: TableName = TableName.CLAIMS
    is_each: bool = False
    is_opened: bool = False
    withholds: bool = False

    def fitted(self) -> "Order":
        """Return it with only such choices as its format has."""
        kind = KINDS[self.kind]
        variant = self.variant if self.variant in kind.variants else Variant.FULL
        has_table = kind.has_tables and self.table in tables(variant)
        return replace(
            self,
            variant=variant,
            without=self.without & frozenset(PARTS[variant] if kind.has_parts else ()),
            paper=self.paper if kind.has_paper else "",
            base=self.base if kind.has_base else None,
            table=self.table if has_table else TableName.CLAIMS,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Which piece is next, from 0, of how many; its name where it is a file of its own."""

    done: int
    whole: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file, and why it could not be written, if it could not."""

    path: Path
    error: AnnotatorError | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an order; `is_stopped` where a person ended it before its last file."""

    outcomes: tuple[Outcome, ...]
    is_stopped: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files that were written."""
        return tuple(outcome.path for outcome in self.outcomes if outcome.error is None)


Paper = Callable[[str], "Format"]
"""PDF on a paper, which needs the window's part of the program."""
Step = Callable[[Progress], None]
"""Told before each piece of the work; may raise `StoppedError`."""


def write(
    order: Order, report: Report, paper: Paper, step: Step, project: Path | None = None
) -> Written:
    """Write what was asked for; each file appears whole, or stays as it was.

    One file that fails raises its error, and of several never stops the others. `project` is the
    file that must not be written over.
    """
    wanted = order.fitted()
    report = as_ordered(wanted, report)
    base = base_of(wanted)
    if not wanted.is_each:
        _write_one(wanted, report, base, paper, step, project)
        return Written((Outcome(wanted.path),))
    if not is_folder(wanted.path):
        what = "is a file" if is_there(wanted.path) else "does not exist"
        raise ExportError(f"The folder {named(wanted.path)} {what}; choose another.")
    outcomes: list[Outcome] = []
    names = names_of(wanted, [marks.article for marks in report.articles])
    for n, (marks, name) in enumerate(zip(report.articles, names, strict=True)):
        here = Progress(n, len(names), name)
        one = replace(wanted, path=wanted.path / name, is_each=False)
        try:
            step(here)
            alone = replace(report, articles=(marks,))
            _write_one(one, alone, base, paper, _at(here, step), project)
        except StoppedError:
            return Written(tuple(outcomes), is_stopped=True)
        except AnnotatorError as error:
            outcomes.append(Outcome(one.path, error))
        else:
            outcomes.append(Outcome(one.path))
    return Written(tuple(outcomes))


def as_ordered(order: Order, report: Report) -> Report:
    """Return a report with or without confidential names in the articles' own words."""
    if not order.withholds:
        return report
    from annotator.export.withholding import withholding

    return withholding(report)


def base_of(order: Order) -> "Base | None":
    """Return what the newsroom's document gives; ExportError, one sentence, where it is broken."""
    from annotator.export import newsroom

    return newsroom.read(order.base) if order.base else None


def content(order: Order, report: Report, base: "Base | None", paper: Paper, step: Step) -> bytes:
    """Return the bytes of one file."""
    told = replace(report, variant=order.variant, without=order.without)
    if order.kind is FileFormat.WORD:
        from annotator.export import word
        from annotator.export.package import PAGES

        page = PAGES.get(order.paper)
        return word.build(told, page, base, lambda done, whole: step(Progress(done, whole)))
    from annotator.export import formats

    form = paper(order.paper) if order.kind is FileFormat.PDF else formats.FORMATS[order.kind]
    return formats.build(told, form, order.table)


def names_of(order: Order, articles: Sequence[Article]) -> list[str]:
    """Return what the file of each article is called: all different, fit for every system."""
    end = ending(order.kind, order.variant, order.table)
    suffix = KINDS[order.kind].suffix
    stems = [fit_name(article.title, "Report") + end.removesuffix(suffix) for article in articles]
    return [f"{name}{suffix}" for name in distinct(stems)]


def ending(kind: FileFormat, variant: Variant, table: TableName) -> str:
    """Return how a file's name ends: what is not usual about it, and its suffix."""
    about = [str(table)] if kind is FileFormat.CSV and table is not TableName.CLAIMS else []
    about += [str(variant)] if variant is not Variant.FULL else []
    return (f" ({', '.join(about)})" if about else "") + KINDS[kind].suffix


def _at(here: Progress, step: Step) -> Step:
    """Return what tells the place among several files, whatever happens within one."""
    return lambda _: step(here)


def _write_one(
    order: Order,
    report: Report,
    base: "Base | None",
    paper: Paper,
    step: Step,
    project: Path | None,
) -> None:
    path = order.path
    refuse_unfit(path.name)
    refuse_place(path)
    if project and path.exists() and project.exists() and path.samefile(project):
        raise ExportError(f"{named(path)} is the project itself; choose another name.")
    from annotator.export.guard import refuse_name

    refuse_name(path.name, report)
    made = content(order, report, base, paper, step)
    with replacing(path) as file:
        file.write(made)
        # Until the new file takes the place of the old one nothing has happened.
        step(Progress(1, 1))
