"""The only place that speaks SQL: one SQLite file that is a project."""

from annotator.store.store import Store

__all__ = ["Store"]
