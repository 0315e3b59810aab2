"""Words that the messages of several rules share."""

from __future__ import annotations

from collections.abc import Sequence

from headland.catalog.catalog import Catalog
from headland.core.document import NodePath
from headland.core.refs import Ref
from headland.reading.odd_texts import name_in_e_mail, remedy_of

LONGEST = 80
"""Longer texts of records are cut in messages; the finding's place shows the rest."""


def cut(text: object) -> str:
    """A text of a record, or a reference, cut when it is long."""
    whole = str(text)
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def quoted(text: object) -> str:
    """The same between quotes."""
    return f"'{cut(text)}'"


def counted(number: int, noun: str) -> str:
    """`1 record`, `1,200 records`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def dotted(path: NodePath) -> str:
    """A field as people write it: `spec.dependsOn`, without the place in a list."""
    return ".".join(part for part in path if isinstance(part, str))


def either(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def did_you_mean(catalog: Catalog, text: str, *, kind: str | None = None, but: Ref | None = None) -> str:
    """`Did you mean a or b? `, or nothing where no name is near; `but` is never proposed."""
    near = [str(ref) for ref in catalog.nearest(text, kind=kind) if ref != but]
    return f"Did you mean {either(near)}? " if near else ""


def remedy_of_reference(catalog: Catalog, of: Ref, text: str, otherwise: str, *, kind: str | None = None) -> str:
    """What to do about a text that should name a record and names none: near names, and what its form gives away.

    `of` is the record in which it stands; `otherwise` is said where the text is not odd in itself.
    """
    name = name_in_e_mail(text)
    if name is not None:
        near = did_you_mean(catalog, f"user:{name}", kind="User")
        return f"{near}An e-mail address is no reference: write the name of the group, or of the person as 'user:name'."
    if "," in text:
        return "Several references stand in one text: write each as an item of a list, or one of them alone."
    if any(character.isspace() for character in text.strip()):
        otherwise = "Write the record's metadata.name, which holds no spaces, and not its title."
    return f"{did_you_mean(catalog, text, kind=kind, but=of)}{remedy_of(text) or otherwise}"


def article(kind: str) -> str:
    """The kind with its article: `a component`, `an API`, `a User`."""
    return f"{'an' if kind[:1].lower() in 'aeio' else 'a'} {kind}"


def in_order(refs: Sequence[Ref], limit: int = 5) -> str:
    """The first references of several, and how many more there are."""
    shown = ", ".join(str(ref) for ref in refs[:limit])
    return shown if len(refs) <= limit else f"{shown} and {len(refs) - limit:,} more"
