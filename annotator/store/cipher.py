"""Passphrases of encrypted projects: unlocked with one, or locked again, in this process alone.

What is unlocked is known by the salt that the file begins with, so that the backups and copies of
a project, which have it, too, are unlocked with it. A passphrase is kept nowhere.
"""

from pathlib import Path

from annotator.errors import DamageError, PassphraseError
from annotator.files import named
from annotator.store import keyring, safekeeping
from annotator.store.faults import error_name, in_plain_words, sql_errors
from annotator.store.keyring import Secret
from annotator.store.leftovers import is_broken_off
from annotator.store.opening import reading

SHORTEST = 8
"""Characters."""


def can_encrypt() -> bool:
    """Return whether what opens encrypted projects is installed: the extra `encrypted`."""
    return keyring.can_encrypt()


def is_encrypted(path: Path) -> bool:
    """Return whether a file is an encrypted project, as far as it shows without a passphrase.

    A plain project whose beginning is damaged is none. It looks at the disk.
    """
    return keyring.salt_of(path) is not None


def is_unlocked(path: Path) -> bool:
    """Return whether nothing but damage keeps a project from being read here: or it is plain."""
    return keyring.can_open(path)


def forget(path: Path) -> None:
    """Lock a project: without its passphrase nothing more of it is opened, nor its backups.

    What is open stays so until it is closed.
    """
    salt = keyring.salt_of(path)
    if salt:
        keyring.drop(salt)


def forget_all() -> None:
    """Lock every project."""
    keyring.drop()


def refuse_weak(passphrase: str) -> None:
    """Raise `PassphraseError` for a passphrase that protects nothing."""
    if len(passphrase) < SHORTEST:
        raise PassphraseError(
            f"the passphrase has fewer than {SHORTEST} characters, which a computer can guess in "
            "no time; choose a longer one, such as four words that have nothing to do with each "
            "other"
        )


def confirm(path: Path, passphrase: str) -> None:
    """Raise `PassphraseError` where this is not the passphrase of a project, unlocked or not."""
    salt = keyring.salt_of(path)
    if salt is None:
        return
    if keyring.has(salt):
        if keyring.secret_for(passphrase, salt) != keyring.secret_of(path):
            raise _another(path)
    else:
        unlock(path, passphrase)


def unlock(path: Path, passphrase: str) -> None:
    """Have an encrypted project and its backups opened by whatever opens them; takes 0.1 s.

    Does nothing for one that is plain or unlocked. Raises `PassphraseError` where the passphrase
    is another, `DamageError` where it opens the newest backup but not the project, and then the
    backups are unlocked; `ProjectError` where encrypted files cannot be opened here.
    """
    salt = keyring.salt_of(path)
    if salt is None or keyring.has(salt):
        return
    keyring.refuse_without_library(path.name)
    secret = keyring.secret_for(passphrase, salt)
    if _opens(path, secret):
        keyring.keep(secret)
        return
    _refuse_if_damaged(path, passphrase, secret)
    raise _another(path)


def _refuse_if_damaged(path: Path, passphrase: str, secret: Secret) -> None:
    """Raise `DamageError` where a passphrase opens a backup, but not the project itself."""
    key = safekeeping.last_at(path)
    backups = safekeeping.every_backup(key) if key else []
    salts = [(backup, keyring.salt_of(backup)) for backup in backups]
    same = next((backup for backup, salt in salts if salt == secret.salt), None)
    if same:
        # It was made of this very file, and its salt is what it was.
        if _opens(same, secret):
            keyring.keep(secret)
            raise DamageError(_told(path))
        return
    newest, salt = next(iter(salts), (None, None))
    if newest is None or salt is None or is_broken_off(path):
        return  # there is none, or a change of the passphrase was broken off between the two
    other = keyring.secret_for(passphrase, salt)
    if _opens(newest, other):
        keyring.keep(other)
        is_readable = _opens(path, other)
        keyring.take_for_broken(secret.salt, other if is_readable else None)
        raise DamageError(_told(path) if is_readable else _told_of_either(path))


def _another(path: Path) -> PassphraseError:
    return PassphraseError(
        f"this is not the passphrase of {named(path.name)}; mind capitals and the keyboard's "
        "language, and try again"
    )


def _told(path: Path) -> str:
    return (
        f"{named(path.name)} is damaged: its passphrase opens its newest backup, but not the file "
        "itself; go back to a backup"
    )


def _told_of_either(path: Path) -> str:
    """Say what is known of a file that may be a sound copy, which kept its passphrase."""
    return (
        f"{named(path.name)} is damaged, or has another passphrase: this one opens its newest "
        "backup, but not the file itself; try the one from before, else go back to a backup"
    )


def _opens(path: Path, secret: Secret) -> bool:
    """Return whether this is the key of a file, damaged or not: its first page says so."""
    with in_plain_words(path, "opened"):
        try:
            with reading(path, secret=secret):
                return True
        except sql_errors.database as error:
            if error_name(error).startswith("SQLITE_CORRUPT"):
                return True  # whoever opens it is told
            if error_name(error) != "SQLITE_NOTADB":
                raise
            return False
