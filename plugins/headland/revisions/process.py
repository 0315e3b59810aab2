"""Git processes: the one place that starts git, with nothing in its surroundings that could run something else."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SAFE_CONFIG = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "core.askPass=",
    "core.attributesFile=/dev/null",
    "diff.external=",
    "diff.relative=false",
    "diff.orderFile=/dev/null",
    "log.showSignature=false",
    "blame.ignoreRevsFile=",
    "gc.auto=0",
)
"""Settings that could run a program, read a file of somebody's choice, or change the form of what git prints."""

SAFE_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_PAGER": "cat",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
"""No locks, no questions, no network (a partial clone would fetch what it lacks), and messages that we know."""

_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What git sets for its hooks: it would turn us from the repository we were asked about to the one of the hook."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_CHUNK = 1 << 16


class GitError(Exception):
    """Git refused; `message` is what it said, in one line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class GitMissing(GitError):
    """There is no git on this machine."""

    def __init__(self) -> None:
        super().__init__("git is not installed, or is not on the PATH")


class DubiousOwnership(GitError):
    """The repository belongs to another user, and git was not told that this is all right."""


def check_operand(text: str, what: str) -> str:
    """Give back `text`, fit to stand among git's arguments. Raises GitError for what could be read as an option.

    `what` names it in the message. See CVE-2017-1000117 and its family.
    """
    if not text:
        raise GitError(f"the {what} is empty")
    if text.startswith("-"):
        raise GitError(f"the {what} {text!r} begins with '-', which git would take for an option")
    if _CONTROL.search(text):
        raise GitError(f"the {what} {text!r} holds control characters")
    return text


def check_object(text: str) -> str:
    """Give back a full object name in hexadecimal. Raises GitError for anything else."""
    if not _OBJECT.match(text):
        raise GitError(f"{text!r} is not the full name of a git object")
    return text


def environment() -> dict[str, str]:
    """The environment for git processes: ours, without what points elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    return {**kept, **SAFE_ENVIRONMENT}


def run_git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and give what it prints. Raises GitError.

    Whoever passes a text from outside has it checked first (`check_operand`, `check_object`), or puts it behind `--`.
    """
    try:
        done = subprocess.run(
            _command(folder, arguments),
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise _not_started(error, folder) from error
    if done.returncode != 0:
        raise _refusal(done.stderr)
    return done.stdout


def stream_git(folder: Path, *arguments: str) -> Iterator[bytes]:
    """Run git in a folder and give what it prints, split at NUL, as it comes. Raises GitError, maybe at the end."""
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                _command(folder, arguments),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except (OSError, ValueError) as error:
            raise _not_started(error, folder) from error
        with process:
            rest = b""
            try:
                while chunk := process.stdout.read(_CHUNK) if process.stdout else b"":
                    *whole, rest = (rest + chunk).split(b"\0")
                    yield from whole
            except GeneratorExit:
                process.kill()
                raise
            if rest:
                yield rest
        if process.returncode != 0:
            errors.seek(0)
            raise _refusal(errors.read())


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    settings = [part for setting in SAFE_CONFIG for part in ("-c", setting)]
    return ["git", "--no-pager", *settings, "-C", str(folder), *arguments]


def _not_started(error: Exception, folder: Path) -> GitError:
    if isinstance(error, FileNotFoundError):
        return GitMissing()
    return GitError(f"git could not be started for {str(folder)!r}: {error}")


def _refusal(stderr: bytes) -> GitError:
    text = stderr.decode("utf-8", errors="replace")
    if "dubious ownership" in text:
        return DubiousOwnership(
            "the repository belongs to another user, so git refuses to read it; "
            "if you trust it, run: git config --global --add safe.directory <its folder>"
        )
    lines = [line for line in text.splitlines() if line.strip()]
    worst = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    message = worst.removeprefix("fatal: ").removeprefix("error: ").strip()
    return GitError(_CONTROL.sub(" ", message) or "git failed without a message")
