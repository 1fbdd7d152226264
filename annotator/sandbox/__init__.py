"""Strangers' files are parsed in a process of its own: it can do little, and not for long."""

from annotator.sandbox.host import Sandbox
from annotator.sandbox.limits import REPORT, Limits

__all__ = ["REPORT", "Limits", "Sandbox"]
