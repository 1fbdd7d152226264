"""On Record without its window: text, claims, the store, importers and exporters."""

__version__ = "0.1.0"
