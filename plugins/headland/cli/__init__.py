"""The command line: one file a command, words in and words out. The only room that reads the clock and prints."""

from __future__ import annotations


def main() -> None:
    """The `headland` command; ends the process with its exit code."""
    import sys

    from headland.cli.app import run

    sys.exit(run(sys.argv[1:]))
