"""Exporters: a frozen Report in, a whole file out."""
