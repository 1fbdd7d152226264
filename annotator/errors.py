"""What a person can act on: one plain sentence each, never a traceback."""

from pathlib import Path


class AnnotatorError(Exception):
    """Something that a person caused or can mend; everything else is a bug."""


class ProjectError(AnnotatorError):
    """A project file cannot be used: not ours, newer, damaged or taken."""


class DamageError(ProjectError):
    """A project file is not as it was written; `recovery` tells what can be had of it."""


class LockedError(ProjectError):
    """A file is encrypted, and this process was not given its passphrase."""

    def __init__(self, told: str, path: Path) -> None:
        super().__init__(told)
        self.path = path


class PassphraseError(ProjectError):
    """A passphrase is not the one of a project, or none that protects anything."""


class TakenError(ProjectError):
    """Somebody else has a project open for writing; it may be free a little later."""


class ReplacedError(ProjectError):
    """A project's name stands for another file than the one that is being read."""


class StoreError(AnnotatorError):
    """A change could not be kept; the project is as it was before."""


class UnconfirmedError(StoreError):
    """A change is in the project, but its disk does not say that it will stay there."""


class MovedError(StoreError):
    """A project's name stands for its file no more; nothing was written into either."""


class OverwrittenError(StoreError):
    """A project's file holds another history than the one it had; nothing was written into it."""


class EditError(AnnotatorError):
    """A change makes no sense for what the project holds now."""


class UnreadableError(AnnotatorError):
    """A file cannot become an article."""


class FetchError(AnnotatorError):
    """A web page was not fetched: the address, the server, or nobody wants the network."""


class RedirectedError(FetchError):
    """A page is at `address`, on a host that nobody named; that host was not asked."""

    def __init__(self, told: str, address: str) -> None:
        super().__init__(told)
        self.address = address


class ClaimsFileError(AnnotatorError):
    """A claims file is broken or does not fit its article."""


class HouseRulesError(AnnotatorError):
    """A newsroom's house rules are broken; the message names line and reason."""


class ExportError(AnnotatorError):
    """A report or export could not be written; the old file is untouched."""


class GivenAwayError(ExportError):
    """Nothing was written or copied, as a confidential name can be read in it.

    `where` says in which places of it, `origins` in which of the project's words it stands, both
    without the name itself; `claims` are the ids of articles and claims among these.
    `is_in_article` tells whether it stands in the article's own words, where other words can
    stand instead.
    """

    def __init__(
        self,
        told: str,
        where: tuple[str, ...],
        origins: tuple[str, ...] = (),
        claims: tuple[tuple[str, str], ...] = (),
        *,
        is_in_article: bool = False,
    ) -> None:
        super().__init__(told)
        self.where = where
        self.origins = origins
        self.claims = claims
        self.is_in_article = is_in_article


class StoppedError(AnnotatorError):
    """A person ended the work before it was done; nothing of it is left."""


class UsageError(AnnotatorError):
    """What was asked for is not there: no such article, no such folder."""
