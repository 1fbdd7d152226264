"""What the kernel of Linux refuses to the child, also where a library in C asks for it."""

import ctypes
import platform
import struct
import sys
from contextlib import suppress

_LOAD, _IS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050001
_ARCH, _NUMBER = 4, 0
"""Where the kernel tells the kind of machine, and the number of the call."""

_OF_ANOTHER_KIND = 0x40000000
_NO_NEW_RIGHTS, _SECCOMP, _FILTER = 38, 22, 2
_COMMON = (424, 425, 438)
"""pidfd_send_signal, io_uring_setup (which opens sockets too), pidfd_getfd."""

_MACHINES = {
    # socket, connect, bind; execve, execveat; kill, ptrace, process_vm_readv, process_vm_writev;
    # then what takes files away or renames them.
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 62, 101, 310, 311, 82, 84, 87, 263, 264, 316)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 129, 117, 270, 271, 35, 38, 276)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def refuse() -> None:
    """Let this process open no socket, start no program and touch no other, from now on.

    Such calls fail as not permitted. On other machines and systems nothing happens.
    """
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return
    code = _code(*_MACHINES[platform.machine()])
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(held))
    with suppress(OSError, AttributeError):
        kernel = ctypes.CDLL(None)
        kernel.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        kernel.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _code(machine: int, calls: tuple[int, ...]) -> bytes:
    """Return the filter: a list of (operation, jump if true, jump if false, value)."""
    refused = (*calls, *_COMMON)
    steps = [
        (_LOAD, 0, 0, _ARCH),
        (_IS, 0, len(refused) + 3, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, len(refused) + 1, 0, _OF_ANOTHER_KIND),
        *((_IS, len(refused) - at, 0, call) for at, call in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOWED),
        (_RETURN, 0, 0, _REFUSED),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
