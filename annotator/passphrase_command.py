"""The subcommand `passphrase`: encrypting a project, changing what opens it, making it plain."""

from pathlib import Path

import click

from annotator import settings
from annotator.console import PATH, new_passphrase, project_argument, refusing, say, warn
from annotator.errors import ProjectError
from annotator.files import named


@click.group()
def passphrase() -> None:
    """Encrypt a project with a passphrase, change it, or take it away."""


@passphrase.command("set")
@click.argument("path", type=PATH, metavar="PROJECT")
@refusing
def set_(path: Path) -> None:
    """Encrypt PROJECT and its backups, so that only a passphrase opens them."""
    from annotator.store import cipher

    if cipher.is_encrypted(path):
        told = "has a passphrase; `onrecord passphrase change` changes it"
        raise ProjectError(f"{named(path.name)} {told}")
    _refuse(path)
    _done(path, new_passphrase("A passphrase for it"), "is encrypted; its passphrase opens it")


@passphrase.command()
@project_argument
@refusing
def change(project: Path) -> None:
    """Give PROJECT and its backups another passphrase."""
    _refuse(project)
    _refuse_plain(project)
    _done(project, new_passphrase("The new passphrase"), "has another passphrase")


@passphrase.command()
@project_argument
@refusing
def remove(project: Path) -> None:
    """Make PROJECT and its backups plain: anybody who has the files reads them."""
    _refuse(project)
    _refuse_plain(project)
    _done(project, None, "is plain; anybody who has the file can read it")


def _refuse(project: Path) -> None:
    """Refuse what is no project before anybody is asked for a passphrase."""
    from annotator.store.keyring import refuse_without_library
    from annotator.store.opening import schema_version

    schema_version(project)
    refuse_without_library(project.name)


def _refuse_plain(project: Path) -> None:
    from annotator.store import cipher

    if not cipher.is_encrypted(project):
        told = "has no passphrase; `onrecord passphrase set` sets one"
        raise ProjectError(f"{named(project.name)} {told}")


def _done(project: Path, new: str | None, words: str) -> None:
    from annotator.store.reader import Reader
    from annotator.store.rekeying import set_passphrase

    for notice in set_passphrase(project, new, settings.reviewer()):
        warn(notice)
    if new is not None:
        with Reader.open(project) as reader:
            settings.forget_project(project, [article.id for article in reader.articles()])
    say(f"{project} {words}\n")
