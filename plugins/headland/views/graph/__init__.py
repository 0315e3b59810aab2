"""The graph: how records are linked, around one of them, between two of them, or all in clusters."""
