"""The command line: one file a command, words in and words out. The only room that reads the clock and prints."""

from __future__ import annotations


def main() -> None:
    """The `headland` command; ends the process with its exit code."""
    import sys

    try:
        from headland.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130  # ExitCode.INTERRUPTED, which may not have been imported yet
    sys.exit(code)
