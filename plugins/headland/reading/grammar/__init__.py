"""YAML's grammar: the text of one document to its value and the places in it.

It accepts what npm `yaml` 2 accepts, which is what Backstage reads with. Why Headland has a parser
of its own is told in docs/decisions/0001-yaml-parser.md.
"""
