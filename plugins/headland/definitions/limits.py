"""How much of a definition is read. Past each limit a problem says what was left out; nothing is refused as a whole."""

MOST_CHARACTERS = 40_000_000
"""Of the text; the rest is not looked at."""

MOST_DEPTH = 100
"""Nesting of mappings and sequences, and of a schema in schemas."""

MOST_NESTING = 1_000
"""Nesting at which a text is not read on: libyaml takes time by the square of it."""

MOST_NODES = 2_000_000
"""Mappings, sequences and scalars of one text."""

MOST_SCHEMAS = 200_000
"""Schemas of one definition, each counted where it is written out: aliases multiply them."""

MOST_OPERATIONS = 20_000

MOST_TYPES = 40_000

MOST_PROBLEMS = 100

MOST_EXAMPLE = 20_000
"""Characters of one example."""

MOST_EXAMPLES = 20
"""Examples of one value, parameter or body."""
