"""A new version of an article: which marks of the old one it takes over, and which it cannot."""
