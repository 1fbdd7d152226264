"""Where a project lies: in a folder that is synced with other machines, or on a network drive.

Each is told by what it really leaves there, never by a folder's name alone.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MARKS = (
    ("Dropbox", (".dropbox", ".dropbox.cache")),
    ("OneDrive", (".849C9593-D756-4E56-8D6E-42412F2A707B",)),
    ("Google Drive", (".tmp.driveupload", ".tmp.drivedownload", ".shortcut-targets-by-id")),
    ("Nextcloud", (".nextcloudsync.log", ".sync_*.db", "._sync_*.db")),
    ("ownCloud", (".owncloudsync.log", ".csync_journal.db")),
    ("Syncthing", (".stfolder",)),
    ("Resilio Sync", (".sync/ID",)),
)
"""What each program keeps at the top of the folder that it syncs."""
_ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Variables of Windows that name the folder."""
_APPLE = {"OneDrive": "OneDrive", "GoogleDrive": "Google Drive", "ProtonDrive": "Proton Drive"}
_NETWORK = re.compile(
    r"(nfs[34]?|cifs|smb[23]|smbfs|afpfs|afs|ncpfs|webdav|davfs|ceph|lustre|glusterfs"
    r"|fuse\.(sshfs|rclone|gvfsd-fuse|glusterfs|ceph|davfs2?|s3fs|smbnetfs|onedriver"
    r"|google-drive-ocamlfuse))"
)
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose folder a file is in: that of a sync program by its `name`, or a network drive.

    Of a network drive the `name` is the file system's: `cifs`, `nfs4` ...
    """

    name: str
    is_network: bool = False


def place_of(path: Path) -> Place | None:
    """Return which synced folder or network drive a file is in; None where it is in neither.

    It looks at the disk, which may take its time on a network.
    """
    with suppress(OSError):
        path = path.resolve()
    return _network(path) or _synced(path)


def mounted_as(path: Path, mountinfo: str) -> str:
    """Return the type of the file system that a path is on, from Linux's table of mounts."""
    mounts = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        parts, kind = before.split(" "), after.split(" ", 1)[0]
        if len(parts) > 4 and kind:
            mounts.append((Path(_OCTAL.sub(lambda o: chr(int(o[1], 8)), parts[4])), kind))
    return _nearest(path, mounts)


def _network(path: Path) -> Place | None:
    kind = ""
    if sys.platform == "linux":
        with suppress(OSError):
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
            kind = mounted_as(path, mounts)
    elif str(path).startswith("\\\\"):
        return Place("SMB", is_network=True)
    else:
        import psutil

        found = psutil.disk_partitions(all=True)
        remote = "smbfs" if sys.platform == "win32" else ""
        kind = _nearest(
            path,
            ((Path(p.mountpoint), remote if "remote" in p.opts else p.fstype) for p in found),
        )
    return Place(kind, is_network=True) if _NETWORK.fullmatch(kind) else None


def _nearest(path: Path, mounts: Iterable[tuple[Path, str]]) -> str:
    """Return the type of the innermost mount; of two at one place the later covers the other."""
    above = [mount for mount in mounts if path.is_relative_to(mount[0])]
    return (
        max(enumerate(above), key=lambda at: (len(at[1][0].parts), at[0]))[1][1] if above else ""
    )


def _synced(path: Path) -> Place | None:
    for folder, name in _told_folders():
        if path.is_relative_to(folder):
            return Place(name)
    for folder in path.parents:
        if folder.parent.name == "CloudStorage" and folder.parents[1].name == "Library":
            provider = folder.name.partition("-")[0]
            return Place(_APPLE.get(provider, provider))
        if folder.name == "Mobile Documents" and folder.parent.name == "Library":
            return Place("iCloud Drive")
        for name, marks in _MARKS:
            if any(_is_marked(folder, mark) for mark in marks):
                return Place(name)
    return None


def _is_marked(folder: Path, mark: str) -> bool:
    with suppress(OSError):
        if "*" in mark:
            return any(folder.glob(mark))
        # Above it, in a person's home, a folder of the same name holds Dropbox's settings.
        return (folder / mark).is_file() if mark == ".dropbox" else (folder / mark).exists()
    return False


def _told_folders() -> Iterator[tuple[Path, str]]:
    """Yield the folders that sync programs name themselves."""
    for variable in _ONEDRIVE:
        if os.environ.get(variable):
            yield Path(os.environ[variable]).resolve(), "OneDrive"
    own = (os.environ.get(name) for name in ("APPDATA", "LOCALAPPDATA"))
    settings = [Path(folder) / "Dropbox" for folder in own if folder]
    for folder in (Path.home() / ".dropbox", *settings):
        with suppress(OSError, ValueError, AttributeError):
            accounts = json.loads((folder / "info.json").read_text(encoding="utf-8"))
            for account in accounts.values():
                if isinstance(account, dict) and isinstance(account.get("path"), str):
                    yield Path(account["path"]).resolve(), "Dropbox"
