"""`headland init`: the few lines that a repository needs to become a portal, shown before they are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import has_colour, is_terminal, remark, result
from headland.cli.errors import CommandError, told
from headland.cli.loading import make_run, reporting
from headland.core.visible import visible

if TYPE_CHECKING:
    from headland.cli.proposals import Proposal
    from headland.portal.load import Portal


def init(
    *,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder of the repository.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write what is proposed without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is proposed, and write nothing.")] = False,
) -> None:
    """Propose the few lines that make a portal of a repository; show them, ask, and overwrite nothing."""
    from headland.cli.proposals import LOOKED_AT, propose

    if yes and dry_run:
        raise typer.BadParameter("--yes writes and --dry-run does not; give one of them")
    portal = _look(path)
    files = {name: _read(path / name) for name in LOOKED_AT}
    proposals = propose(files, path.resolve().name, records=len(portal.reading.records))
    remark(f"Found {portal.reading.summary()}.")
    for said in proposals.remarks:
        remark(said)
    if not proposals.files:
        remark("Nothing is missing. `headland check` checks the records, `headland build` builds the portal.")
        return
    for proposal in proposals.files:
        result(_shown(proposal))
    chosen = _chosen(proposals.files, yes=yes, dry_run=dry_run)
    for proposal in chosen:
        _write(path, proposal)
        remark(f"Wrote {proposal.path}.")
    if chosen:
        remark("Next: `headland check`, then `headland serve` to see the portal, or `headland build` to publish it.")


def _look(path: Path) -> Portal:
    from headland.portal.load import load
    from headland.revisions import RevisionError

    with reporting() as reporter, told(RevisionError):
        return load((path,), make_run(None, reporter))


def _read(path: Path) -> bytes | None:
    with told(OSError, lead="a file cannot be read: "):
        return path.read_bytes() if path.exists() else None


def _shown(proposal: Proposal) -> str:
    colour = has_colour(sys.stdout)
    paints = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
    lines = [f"# {proposal.path}: {proposal.why}", *proposal.diff().splitlines()]
    shown = [
        f"{paints[line[0]]}{visible(line)}\x1b[0m" if colour and line[:1] in paints else visible(line, keep="\t")
        for line in lines
    ]
    return "\n".join(shown) + "\n"


def _chosen(proposals: tuple[Proposal, ...], *, yes: bool, dry_run: bool) -> tuple[Proposal, ...]:
    if yes:
        return proposals
    if dry_run or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        remark("Nothing was written. `headland init --yes` writes what is shown above.")
        return ()
    import questionary

    choices = [
        questionary.Choice(f"{proposal.path}: {proposal.why}", value=proposal, checked=True) for proposal in proposals
    ]
    picked = questionary.checkbox("Which of these shall be written?", choices=choices).ask()
    if not picked:
        remark("Nothing was written.")
        return ()
    return tuple(picked)


def _write(folder: Path, proposal: Proposal) -> None:
    """Write aside, then rename. What changed or came into being since it was shown is not overwritten."""
    target = (folder / proposal.path).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise CommandError(f"{proposal.path} is a link that leads out of the folder; it is not written")
    if _read(target) != proposal.before:
        raise CommandError(f"{proposal.path} has changed since it was read; nothing was overwritten. Run init again")
    aside = target.with_name(f".{target.name}.headland-{os.getpid()}")
    with told(OSError, lead=f"{proposal.path} cannot be written: "):
        try:
            aside.write_bytes(proposal.after)
            if proposal.before is None:
                # A link refuses to take the place of a file that somebody made meanwhile; a rename would not.
                os.link(aside, target)
            else:
                aside.chmod(target.stat().st_mode & 0o777)
                aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)


COMMANDS.register(
    Command(
        "init",
        init,
        (
            CommandExample("headland init --dry-run", "see what it would write here"),
            CommandExample("headland init ../services --yes", "write it, without questions"),
        ),
    )
)
