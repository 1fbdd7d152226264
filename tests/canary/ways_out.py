"""Every way by which words of a project leave it; what is in no row here fails a test."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.export.kinds import KINDS, tables
from annotator.vocabulary import FileFormat, TableName, Variant


@dataclass(frozen=True, slots=True)
class Way:
    """A file that the command line writes: the words of the command, before its output's name."""

    name: str
    command: str
    options: tuple[str, ...]
    suffix: str
    variant: Variant


def _ways() -> Mapping[str, Way]:
    found = []
    for kind, about in KINDS.items():
        command = "report" if kind is FileFormat.WORD else "export"
        form = () if kind is FileFormat.WORD else ("--format", str(kind))
        for variant in about.variants:
            for table in tables(variant) if about.has_tables else (None,):
                of = ("--table", str(table)) if table else ()
                options = (*form, "--variant", str(variant), *of)
                name = " ".join((str(kind), str(variant), *of[1:]))
                found.append(Way(name, command, options, about.suffix, variant))
                if table in {None, TableName.CLAIMS}:
                    hiding = (*options, "--withhold-names")
                    found.append(Way(f"{name} withheld", command, hiding, about.suffix, variant))
    return {way.name: way for way in found}


WAYS = _ways()
"""Each format, variant and table of the command line."""

PRINTING: Mapping[str, tuple[str, ...]] = {
    "new": (
        "new {stories}/new.onrecord",
        "new {project}",
    ),
    "import": (
        "import {project} {story}",
        "import {project} {story} {broken} --json",
    ),
    "articles": (
        "articles {project}",
        "articles {project} --json",
        "articles {nowhere}",
    ),
    "text": (
        "text {project} 1",
        "text {project} 1 --json",
        "text {project} 7",
    ),
    "renew": (
        "renew {project} 2 1 --json",
        "renew {project} 2 1",
    ),
    "mark": (
        "mark {project} 2 {claims}",
        "mark {project} 1 {claims}",
        "mark {project} 1 {broken}",
    ),
    "claims": (
        "claims {project} 1",
        "claims {project} mill",
    ),
    "measures": (
        "measures {project}",
        "measures {project} --json",
        "measures {project} 1",
        "measures {project} --sides A,B",
    ),
    "check": (
        "check {project}",
        "check {project} --json",
        "check {project} 1 --fail-on info",
    ),
    "report": (
        "report {project} -o {out}/all.docx",
        "report {project} 1 -o {out}/no/where.docx",
    ),
    "replies": (
        "report {project} -o {out}/all.docx",
        "replies {project} {out}/all.docx",
        "replies {project} {out}/all.docx --json",
    ),
    "export": (
        "export {project} --format json -o {out}/all.json",
        "export {project} --format pdf -o {out}",
    ),
    "export-unredacted": (
        "articles {project}",
        "export-unredacted {project} 1 -o {out}/named.docx",
        "export-unredacted {project} 1 -o {out}/named.docx << yes",
        "export-unredacted {project} 7 -o {out}/named.docx << {name}",
        "export-unredacted {project} 1 -o {out}/named.txt << {name}",
    ),
    "doctor": (
        "doctor {project}",
        "doctor {project} --json",
        "doctor {damaged}",
        "doctor {damaged} --json",
    ),
    "recover": (
        "recover {damaged} {stories}/again.onrecord",
        "recover {damaged} {stories}/b.onrecord --json",
    ),
    "backup": (
        "backup {project}",
        "backup {project} --list",
        "backup {project} --list --json",
    ),
    "restore": (
        "backup {project}",
        "restore {project} --number 1",
        "restore {project} --undo",
        "restore {project} --from {damaged}",
    ),
    "compact": (
        "compact {project} --yes",
        "compact {project} --yes --json",
    ),
    "sources": ("sources {project}", "sources {project} --json"),
    "protect": (
        "protect {project} 'a driver' --level confidential << {name}|{name} 1|on {name}",
        "protect {project} nobody --level background << {name}",
    ),
    "release": (
        "protect {project} 'a nurse' --level background << {name}",
        "release {project} 'a nurse' 'Vera Stone'",
        "release {project} nobody 'Vera Stone'",
    ),
    "forget": (
        "forget {project} 'an official' --dry-run << {name}",
        "forget {project} 'an official' << no label|{name}",
        "forget {project} 'an official' << an official|{name}",
    ),
    "traces": ("traces {project} << {name}", "traces {project} --json << {name}"),
    "passphrase": (
        "passphrase set {project} << {name}",
        "articles {project} << {name}",
        "articles {project} << not {name}",
        "passphrase change {project} << {name}|new {name}",
        "passphrase remove {project} << new {name}",
    ),
    "sample": ("sample {out}/sample",),
}
"""What each subcommand is told here, behind << on its standard input, a line each.

What it prints, fails with and leaves behind is looked at.
"""
WINDOWS = {"open"}
"""Subcommands that show a window, which has journeys of its own."""

LEAVING: Mapping[str, frozenset[str]] = {
    "project.new": frozenset({"project"}),
    "project.copy": frozenset({"project"}),
    "help.sample": frozenset({"project"}),
    "report.export": frozenset({"file"}),
    "report.again": frozenset({"file"}),
    "page.print": frozenset({"file"}),
    "balance.save": frozenset({"file"}),
    "balance.copy": frozenset({"clipboard"}),
    "edit.copy": frozenset({"clipboard"}),
}
"""What each command of the window leaves behind beside the open project; all others nothing."""
