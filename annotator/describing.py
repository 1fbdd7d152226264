"""What a story tells of a source that it does not name, as far as its marks say."""

from collections import Counter
from collections.abc import Iterable

from annotator.confidential import gives_away
from annotator.model import Claim, Identity, Source
from annotator.protecting import is_name
from annotator.pseudonyms import descriptor_in, number_in
from annotator.rules import shipped
from annotator.vocabulary import SourceKind


def stood_by_name(source: Source, known: Iterable[str] = ()) -> bool:
    """Return whether a source is called by its real name; `known` are the names that were told."""
    names = tuple(known)
    return any(is_name(name, source.kind, names) for name in source.names)


def named_in(source: Source) -> Identity:
    """Return what a source's own names tell of who it is; no name where it has but labels."""
    called = (source.name, *source.aliases)
    names = [name for name in called if is_name(name, source.kind, ())]
    return Identity("", source.id, "\n".join(names))


def descriptor_of(source: Source, claims: Iterable[Claim]) -> str:
    """Return what readers are told of a source: by its label, else as its claims mention it most.

    Empty where all that is known of it is its name.
    """
    if number_in(source.name) is not None:
        return descriptor_in(source.name)
    if not is_name(source.name, source.kind, ()):
        return source.name
    secrets, pronouns = source.names, shipped().lexicons.pronouns
    mentions = Counter(
        " ".join(claim.mention.split())
        for claim in claims
        if claim.mention
        and claim.mention.casefold() not in pronouns
        and not is_name(claim.mention, SourceKind.NAMED, secrets)
        and not gives_away(claim.mention, secrets)
    )
    return mentions.most_common(1)[0][0] if mentions else ""
