"""Synced folders and network drives are told by what is really there."""

import json
from pathlib import Path

import pytest

from annotator.places import Place, mounted_as, place_of

MOUNTS = r"""
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:21 / /proc rw,nosuid shared:12 - proc proc rw
98 22 0:45 / /people rw,relatime shared:50 - nfs4 filer:/people rw,vers=4.2,addr=10.0.0.2
99 98 259:3 / /people/ann/local rw shared:51 master:3 - xfs /dev/nvme0n1p3 rw
120 22 0:52 / /mnt/news\040desk rw,relatime shared:60 - cifs //filer/desk rw,vers=3.1.1
121 22 0:53 / /run/user/1000/gvfs rw,nosuid shared:61 - fuse.gvfsd-fuse gvfsd-fuse rw
122 22 0:54 / /covered rw - cifs //filer/old rw
123 22 259:4 / /covered rw - ext4 /dev/sdb1 rw
""".strip()


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "person"
    home.mkdir()
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/x.onrecord", "ext4"),
        ("/people/ann/x.onrecord", "nfs4"),
        ("/people/ann/local/x.onrecord", "xfs"),
        ("/people/ann/locals/x.onrecord", "nfs4"),
        ("/mnt/news desk/deep/x.onrecord", "cifs"),
        ("/run/user/1000/gvfs/smb-share/x.onrecord", "fuse.gvfsd-fuse"),
        ("/covered/x.onrecord", "ext4"),
    ],
)
def test_the_innermost_and_latest_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert mounted_as(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("broken", ["", "garbage", "1 2 3 - ", " - cifs x", "\n\n"])
def test_a_table_of_mounts_that_says_nothing_means_nothing(broken: str) -> None:
    assert mounted_as(Path("/people/x"), broken) == ""


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".dropbox.cache/", "Dropbox"),
        (".dropbox", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.drivedownload/", "Google Drive"),
        (".sync_1a2b3c4d5e6f.db", "Nextcloud"),
        ("._sync_1a2b3c4d5e6f.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder/", "Syncthing"),
        (".sync/ID", "Resilio Sync"),
    ],
)
def test_a_synced_folder_is_known_by_its_mark_however_deep_the_file_lies(
    tmp_path: Path, mark: str, name: str
) -> None:
    project = tmp_path / "Work" / "stories" / "mill" / "mill.onrecord"
    project.parent.mkdir(parents=True)
    assert place_of(project) is None
    marked = tmp_path / "Work" / mark
    if mark.endswith("/"):
        marked.mkdir()
    else:
        marked.parent.mkdir(exist_ok=True)
        marked.write_bytes(b"")
    assert place_of(project) == Place(name)
    assert place_of(tmp_path / "other.onrecord") is None


def test_dropbox_says_itself_where_its_folders_are(tmp_path: Path, nobodys_home: Path) -> None:
    settings = nobodys_home / ".dropbox"
    settings.mkdir()
    paths = {
        "personal": {"path": str(tmp_path / "Own")},
        "business": {"path": str(tmp_path / "B")},
    }
    (settings / "info.json").write_text(json.dumps(paths), encoding="utf-8")
    assert place_of(tmp_path / "B" / "deep" / "x.onrecord") == Place("Dropbox")
    assert place_of(tmp_path / "Own" / "x.onrecord") == Place("Dropbox")
    assert place_of(nobodys_home / "x.onrecord") is None
    for broken in ("", "[]", "{", '{"personal": 3}', '{"personal": {"path": 3}}'):
        (settings / "info.json").write_text(broken, encoding="utf-8")
        assert place_of(tmp_path / "Own" / "x.onrecord") is None


def test_windows_says_where_onedrive_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "OneDrive - Harbor News"))
    inside = tmp_path / "OneDrive - Harbor News" / "x.onrecord"
    assert place_of(inside) == Place("OneDrive")
    assert place_of(tmp_path / "OneDrive" / "x.onrecord") is None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Library/CloudStorage/Box-Box", "Box"),
    ],
)
def test_a_mac_keeps_every_cloud_in_one_place(nobodys_home: Path, folder: str, name: str) -> None:
    assert place_of(nobodys_home / folder / "deep" / "x.onrecord") == Place(name)


def test_a_link_counts_where_it_leads(tmp_path: Path) -> None:
    synced = tmp_path / "synced"
    (synced / ".stfolder").mkdir(parents=True)
    (synced / "x.onrecord").write_bytes(b"")
    link = tmp_path / "link.onrecord"
    link.symlink_to(synced / "x.onrecord")
    assert place_of(link) == Place("Syncthing")


def test_a_folder_that_is_only_called_so_is_no_synced_one(tmp_path: Path) -> None:
    for name in ("Dropbox", "OneDrive", "Google Drive", "Nextcloud", "iCloud Drive"):
        (tmp_path / name).mkdir()
        assert place_of(tmp_path / name / "x.onrecord") is None
