"""Shipped files: icons, fonts, rules and the sample; never code."""
