"""Find the system libraries that Qt needs on Linux, and install them where that can be done."""

import ctypes
import os
import shutil
import subprocess
import sys

QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What `import PySide6.QtWidgets` links to, each with its Debian package."""

X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window under X11 needs besides."""

WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What a window under Wayland needs besides."""


def main(work: str = "check") -> int:
    """`check` for the tests, check for a `window`, or `install` everything; return the exit code.

    Only the check for the tests installs by itself, as root on a machine with nobody to ask.
    """
    if not sys.platform.startswith("linux"):
        return 0
    if work == "install":
        return _install(QT | X11 | WAYLAND)
    session = WAYLAND if os.environ.get("WAYLAND_DISPLAY") else X11
    wanted = QT | session if work == "window" else QT
    if not _missing(wanted):
        return _import_qt()
    nobody_to_ask = os.geteuid() == 0 and not sys.stdin.isatty()
    if work == "check" and nobody_to_ask and shutil.which("apt-get"):
        return _install(wanted) or _import_qt()
    return _say_missing(wanted)


def _missing(wanted: dict[str, str]) -> list[str]:
    return [name for name in wanted if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _packages(missing: list[str]) -> list[str]:
    every = QT | X11 | WAYLAND
    return sorted({every[name] for name in missing})


def _install(wanted: dict[str, str]) -> int:
    packages = _packages(_missing(wanted))
    if not packages:
        sys.stdout.write("Every system library that Qt needs is here.\n")
        return 0
    if not shutil.which("apt-get"):
        return _say_missing(wanted)
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        code = subprocess.run([*apt, *command], check=False).returncode
        if code:
            return code
    return 0


def _say_missing(wanted: dict[str, str]) -> int:
    missing = _missing(wanted)
    if shutil.which("apt-get"):
        names = " ".join(_packages(missing))
        sys.stderr.write(f"Qt needs these packages: {names}; `make system` installs them.\n")
    else:
        sys.stderr.write(f"Qt needs these system libraries: {' '.join(missing)}\n")
    return 1


def _import_qt() -> int:
    qt = [sys.executable, "-c", "import PySide6.QtWidgets"]
    run = subprocess.run(qt, capture_output=True, text=True, check=False)
    if run.returncode:
        reason = run.stderr.strip().rpartition("\n")[2]
        sys.stderr.write(f"Qt does not start here: {reason}\n")
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
