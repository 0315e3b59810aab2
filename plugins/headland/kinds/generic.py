"""The kinds that nobody modelled: they pass with the envelope's checks, and still have a face and relations."""

from __future__ import annotations

from functools import lru_cache

from headland.kinds.envelope import Entity
from headland.kinds.kind import Kind, ReferenceField, RefTo

_PEOPLE = ("Group", "User")

REFERENCES = tuple(
    ReferenceField(("spec", field), to)
    for field, to in {
        "owner": RefTo("Group", "ownedBy", "ownerOf", _PEOPLE),
        "system": RefTo("System", "partOf", "hasPart"),
        "domain": RefTo("Domain", "partOf", "hasPart"),
        "subcomponentOf": RefTo("Component", "partOf", "hasPart"),
        "providesApis": RefTo("API", "providesApi", "apiProvidedBy"),
        "consumesApis": RefTo("API", "consumesApi", "apiConsumedBy"),
        "dependsOn": RefTo(None, "dependsOn", "dependencyOf"),
        "dependencyOf": RefTo(None, "dependencyOf", "dependsOn"),
        "memberOf": RefTo("Group", "memberOf", "hasMember", ("Group",)),
    }.items()
)
"""The fields that hold references in any kind which has them, by the words of Backstage's own kinds."""


@lru_cache(maxsize=1024)
def generic_kind(api_version: str, kind: str) -> Kind:
    """A kind by its name alone. Its fields may hold anything; what stands in REFERENCES is read where it is a text."""
    return Kind(
        name=kind,
        api_versions=(api_version,),
        model=Entity,
        label=kind,
        plural=_plural(kind),
        icon="shape-outline",
        color="#5f6368",
        dark_color="#bdc1c6",
        description=f"A kind that {api_version} defines.",
        sections=("dependencies",),
        references=REFERENCES,
    )


def _plural(word: str) -> str:
    lower = word.lower()
    if lower.endswith("y") and lower[-2:-1] not in ("", *"aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}es" if lower.endswith(("s", "x", "ch", "sh")) else f"{word}s"
