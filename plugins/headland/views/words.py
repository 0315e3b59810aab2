"""Words: how relations, numbers, dates and field names are said on pages, the same everywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime

RELATIONS: dict[str, str] = {
    "ownedBy": "Owned by",
    "ownerOf": "Looks after",
    "partOf": "Part of",
    "hasPart": "Parts",
    "dependsOn": "Depends on",
    "dependencyOf": "Needed by",
    "readsFrom": "Reads",
    "readBy": "Read by",
    "writesTo": "Writes",
    "writtenBy": "Written by",
    "providesApi": "Provides",
    "apiProvidedBy": "Provided by",
    "consumesApi": "Calls",
    "apiConsumedBy": "Called by",
    "childOf": "Part of",
    "parentOf": "Teams in it",
    "hasMember": "Members",
    "memberOf": "Member of",
    "covers": "Covers",
    "coveredBy": "Runbooks",
    "escalatesTo": "Call, in order",
    "escalationFor": "Called for",
    "appliesTo": "Applies to",
    "decidedIn": "Decisions",
    "decidedBy": "Decided by",
    "deciderOf": "Decided",
    "consultedOn": "Consulted on",
    "informedOf": "Kept informed of",
    "supersededBy": "Superseded by",
}
"""Relation -> the words that stand above its targets. One that is not here is said by its own name."""

IN_SENTENCES: dict[str, str] = {
    "ownedBy": "is owned by",
    "ownerOf": "looks after",
    "partOf": "is part of",
    "hasPart": "has the part",
    "dependsOn": "depends on",
    "dependencyOf": "is needed by",
    "readsFrom": "reads",
    "readBy": "is read by",
    "writesTo": "writes",
    "writtenBy": "is written by",
    "providesApi": "provides",
    "apiProvidedBy": "is provided by",
    "consumesApi": "calls",
    "apiConsumedBy": "is called by",
    "childOf": "is part of",
    "parentOf": "has the team",
    "hasMember": "has the member",
    "memberOf": "is a member of",
    "covers": "covers",
    "coveredBy": "has the runbook",
    "escalatesTo": "calls in",
    "escalationFor": "is called in for",
    "appliesTo": "applies to",
    "decidedIn": "is decided on in",
    "decidedBy": "was decided by",
    "deciderOf": "decided",
    "consulted": "was discussed with",
    "consultedOn": "was consulted on",
    "informed": "was told to",
    "informedOf": "is kept informed of",
    "supersedes": "supersedes",
    "supersededBy": "is superseded by",
}
"""Relation -> what stands between its source and its target in a sentence."""

_IN_CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SENTENCE = re.compile(r"(?:[.!?])(?=\s+[A-Z(\"'‘“])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|Inc|Ltd|St|Dr|Mr|Mrs|Ms|No)$")


def relation_words(type_: str) -> str:
    """What stands above the targets of a relation."""
    return RELATIONS.get(type_) or humanise(type_)


def relation_in_sentence(type_: str) -> str:
    """What stands between the source and the target of a relation in a sentence: `calls`, `is part of`."""
    return IN_SENTENCES.get(type_) or humanise(type_).lower()


def humanise(name: str) -> str:
    """A field's name as words: `dependsOn` -> `Depends on`, `data_store-kind` -> `Data store kind`."""
    words = [word for word in re.split(r"[\s_\-./]+", _IN_CAMEL_CASE.sub(" ", name)) if word]
    said = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)
    return said[:1].upper() + said[1:] if said else name


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 record`, `2,345 records`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def sentence(text: str) -> str:
    """A remark as a sentence of its own: with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else ""


def first_sentence(text: str, limit: int = 240) -> str:
    """The first sentence of a plain text, cut at a word where it is longer than `limit`."""
    for end in _SENTENCE.finditer(text):
        if not _ABBREVIATION.search(text[: end.start()]):
            text = text[: end.end()]
            break
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def shortened(text: str, limit: int) -> str:
    """A text cut at a word, with an ellipsis where something is left out."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def date(moment: datetime) -> str:
    """A day, absolute: `2026-01-31`."""
    return moment.astimezone(UTC).date().isoformat()
