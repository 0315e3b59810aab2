"""Plain lists of records by kind: the explorer for whoever has no scripts."""
