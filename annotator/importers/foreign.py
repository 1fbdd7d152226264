"""What libraries throw at damaged or hostile files; each becomes one plain sentence."""

import zipfile
import zlib
from xml.parsers.expat import ExpatError

from lxml.etree import LxmlError

FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    LxmlError,
    OSError,
    RuntimeError,  # with RecursionError and NotImplementedError
    TypeError,
    ValueError,  # with UnicodeError
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
"""Parsers of strangers' files fail in every one of these ways; MemoryError stays a bug."""
