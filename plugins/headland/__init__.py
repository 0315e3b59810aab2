"""Headland: an engineering organisation's portal from a git repository."""
