"""The subcommands: the tool's whole job without a window, one plain sentence where it fails."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import claims_file, marking, settings
from annotator.backup_command import backup, restore
from annotator.check_command import check
from annotator.choosing import choosing, selection_of, two_sides
from annotator.compact_command import compact
from annotator.console import (
    PATH,
    article_argument,
    json_option,
    new_passphrase,
    project_argument,
    refusing,
    say,
    say_json,
    warn,
)
from annotator.doctor_command import doctor, recover
from annotator.errors import AnnotatorError, ClaimsFileError, ProjectError, UsageError
from annotator.export_command import export
from annotator.files import is_there, printable, what_it_is
from annotator.forget_command import forget, traces
from annotator.model import Article
from annotator.passphrase_command import passphrase
from annotator.protect_command import protect, release, sources
from annotator.renew_command import renew
from annotator.replies_command import replies
from annotator.report_command import report
from annotator.revealing_command import export_unredacted
from annotator.selection import Selection
from annotator.store import Store
from annotator.store.keyring import refuse_without_library
from annotator.store.reader import Reader
from annotator.vocabulary import Variant

if TYPE_CHECKING:
    from annotator.importing import Kept


@click.command()
@click.argument("path", type=PATH, metavar="PROJECT")
@click.option("--encrypted", is_flag=True, help="Ask for a passphrase that alone opens it.")
@refusing
def new(path: Path, *, encrypted: bool) -> None:
    """Create an empty project; never over another file."""
    if encrypted:
        refuse_without_library(path.name)
        if is_there(path):
            raise ProjectError(f"{path.name} is there already; choose another name")
    Store.create(path, new_passphrase("A passphrase for it") if encrypted else None)
    say(f"Created {path}\n")


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@refusing
def import_files(project: Path, files: tuple[str, ...], *, as_json: bool) -> None:
    """Import articles; one bad file never stops the rest."""
    from annotator import importing
    from annotator.sandbox import Sandbox

    results: list[dict[str, Any]] = []
    with open_store(project) as store, Sandbox() as sandbox:
        for file in files:
            try:
                kept = importing.import_file(store, sandbox, Path(file))
            except AnnotatorError as error:
                warn(error)
                failed = {"article": None, "title": None, "words": None, "status": "failed"}
                results.append({"file": file, **failed, "message": str(error)})
            else:
                results.extend({"file": file, **_kept(article)} for article in kept)
    if as_json:
        say_json(results)
    else:
        done = [result for result in results if result["status"] != "failed"]
        say("".join(f"{row['file']}: {row['status']}, {row['message']}\n" for row in done))
    if any(result["status"] == "failed" for result in results):
        sys.exit(1)


@click.command()
@project_argument
@json_option
@refusing
def articles(project: Path, *, as_json: bool) -> None:
    """List the articles of a project."""
    with Reader.open(project) as reader, reader.snapshot():
        counts = reader.claim_counts()
        found = reader.articles()
    if as_json:
        say_json([_told(a, counts.get(a.id, 0)) for a in found])
        return
    for a in found:
        say(f"{a.number:>4}  {counts.get(a.id, 0):>4} claims  {a.words:>6} words  {a.title}\n")


@click.command()
@project_argument
@article_argument
@json_option
@refusing
def text(project: Path, article: str, *, as_json: bool) -> None:
    """Print an article's canonical text, exactly."""
    with Reader.open(project) as reader:
        document = reader.document(reader.find_article(article).id)
    if not as_json:
        say(document.text)
        return
    keys = ("kind", "start", "end", "paragraph")
    blocks = [{key: getattr(block, key) for key in keys} for block in document.blocks]
    say_json({"text": document.text, "blocks": blocks})


@click.command()
@project_argument
@article_argument
@click.argument("file", type=PATH)
@json_option
@refusing
def mark(project: Path, article: str, file: Path, *, as_json: bool) -> None:
    """Add the claims, sources, links, responses and waivers of a claims file: all or none."""
    try:
        written = claims_file.parse(_bytes_of(file), settings.reviewer())
    except ClaimsFileError as error:
        raise ClaimsFileError(f"{file.name}: {error}") from error
    with open_store(project) as store:
        found = store.find_article(article)
        try:
            edit = marking.fit(store, found, written, f"Mark claims from {printable(file.name)}")
        except ClaimsFileError as error:
            raise ClaimsFileError(f"{file.name}: {error}") from error
        if edit.moves:
            store.apply(edit)
    count = len(written.claims)
    if as_json:
        say_json({"article": found.id, "claims": count})
    else:
        say(f"Marked {count} claim{'s' if count != 1 else ''} in article {found.number}\n")


@click.command()
@project_argument
@article_argument
@click.option("--json", is_flag=True, expose_value=False, help="What is printed is JSON anyway.")
@refusing
def claims(project: Path, article: str) -> None:
    """Print an article's marks as a claims file."""
    from annotator import reporting
    from annotator.export import json_marks, json_words
    from annotator.export.guard import refuse_confidential

    with Reader.open(project) as reader:
        built = reporting.build(reader, (article,), Variant.FULL)
    content = json_marks.write(built)
    refuse_confidential(json_words.read(content), built, "Nothing was printed")
    say(content.decode())


@click.command()
@project_argument
@click.argument("article", required=False)
@click.option("--sides", metavar="A,B", callback=two_sides, help="Sides to weigh up.")
@choosing
@json_option
@refusing
def measures(
    project: Path,
    article: str | None,
    sides: tuple[str, str] | None,
    *,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Print who is heard and how much, of one article or over many."""
    from annotator import measuring
    from annotator.checks.registry import RULES
    from annotator.rules import chosen as chosen_rules

    house = chosen_rules(None, RULES)
    if house.notice:
        warn(house.notice)
    selection = selection_of(chosen)
    if article and selection != Selection():
        raise click.UsageError("Name an article, or choose some by what they are; not both.")
    found: measuring.Measured | measuring.Selected
    with Reader.open(project) as reader:
        if article:
            with reader.snapshot():
                found = measuring.measure(reader, reader.find_article(article), sides)
        else:
            found = measuring.measure_all(reader, selection, sides)
    if as_json:
        say_json(found.document(house.rules.name))
    else:
        say(found.tables(house.rules.name))


@click.command()
@click.argument("directory", type=PATH)
@refusing
def sample(directory: Path) -> None:
    """Write the sample project and its report to DIRECTORY."""
    from annotator import sample as shipped

    for path in shipped.write(directory):
        say(f"Wrote {path}\n")


COMMANDS: tuple[click.Command, ...] = (
    new,
    import_files,
    articles,
    text,
    renew,
    mark,
    claims,
    sources,
    protect,
    release,
    measures,
    check,
    report,
    replies,
    export,
    export_unredacted,
    doctor,
    recover,
    backup,
    restore,
    compact,
    passphrase,
    forget,
    traces,
    sample,
)
"""Every subcommand that needs no window."""


@contextmanager
def open_store(project: Path) -> Iterator[Store]:
    """Open a project for writing; what was noticed in doing so is told after the work is done."""
    with Store.open(project, reviewer=settings.reviewer()) as store:
        yield store
    for notice in store.notices:
        warn(notice)


def _kept(kept: "Kept") -> dict[str, Any]:
    article = kept.article
    there = (
        f"article {article.number}" if kept.is_new else f"already here as article {article.number}"
    )
    return {
        "article": article.id,
        "title": article.title,
        "words": article.words,
        "status": "imported" if kept.is_new else "duplicate",
        "message": " ".join([f"{there}.", *kept.notices]) if kept.notices else there,
    }


def _told(article: Article, claims: int) -> dict[str, Any]:
    keys = ("id", "number", "title", "byline", "outlet", "url", "published", "status", "words")
    told: dict[str, Any] = {key: getattr(article, key) for key in keys}
    return told | {"claims": claims, "sha256": article.sha256}


def _bytes_of(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise UsageError(f"{file.name or file} {what_it_is(file)}; name a claims file")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file.name} cannot be read; check its permissions") from error
