"""`python -m headland.cli`: the same as the `headland` command."""

from headland.cli import main

main()
