"""Where Headland and Backstage's packages part on purpose: the reason, an example, and how it is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.referee.comparing import Case, Disagreement, Judgement

Told = Sequence[Judgement]


@dataclass(frozen=True)
class KnownDifference:
    """A difference that is known. `ours` and `theirs` are the verdicts on the documents of the example."""

    name: str
    example: Case
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    what: str
    why: str
    explains: Callable[[Case, Disagreement, Told, Told], bool]


_TAGS_OF_1_1 = re.compile(rb"(?:binary|omap|pairs|set|timestamp)\b")
_VERSION_1_1 = re.compile(rb"^\xef?\xbb?\xbf?%YAML[ \t]+1\.1", re.M)
_QUESTION = re.compile(rb"(?:^|[\s\[{,:-])\?(?=[ \t\r\n\[\]{},]|\Z)", re.M)
_COLON_ALONE = re.compile(rb"^[ ]*:(?:[ \t\r\n]|\Z)", re.M)
_COLON_AFTER_BRACKET = re.compile(rb"[\]}][ \t]*:")
_MARK_BEFORE_INDENTATION = re.compile(rb"^\xef\xbb\xbf(?:[ \t]|[-?:](?:[ \t\r\n]|\Z))", re.M)


def _is_cut_short(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (
        found.kind == "number of documents"
        and 0 < len(theirs) < len(ours)
        and theirs[-1].verdict == ours[len(theirs) - 1].verdict == "broken"
        and re.search(rb"[\"']", case.data) is not None
    )


def _has_indented_marker(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return 0 < len(ours) < len(theirs) and re.search(rb"[ \t](?:---|\.\.\.)(?:[ \t\r\n]|\Z)", case.data) is not None


def _has_stray_bracket(_: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (found.kind.startswith(("verdict", "number")) or len(theirs) < len(ours)) and (
        any(re.search(r"Unexpected [a-z-]+ token in YAML (?:document|stream)", one.why) for one in theirs)
        or (len(theirs) < len(ours) and any(one.why.startswith(_CLOSES) for one in ours))
    )


def _ends_at_indentation(_: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (
        len(ours) == len(theirs)
        and "unclosed-quote" in ours[found.ordinal].rules
        and theirs[found.ordinal].verdict != "broken"
    )


def _has_tab_alone(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (
        len(ours) == len(theirs)
        and theirs[found.ordinal].why.startswith("Tabs are not allowed")
        and re.search(rb"\n *\t[ \t]*\r?\n", case.data) is not None
    )


def _drops_nameless_anchor(_: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (
        len(ours) == len(theirs)
        and ours[found.ordinal].why.startswith("a text cannot begin with '&'")
        and theirs[found.ordinal].verdict != "broken"
    )


_CLOSES = ("a text cannot begin with ']'", "a text cannot begin with '}'")


def _has_tag_of_1_1(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return found.kind != "number of documents" and _TAGS_OF_1_1.search(case.data) is not None


def _is_version_1_1(case: Case, _: Disagreement, ours: Told, theirs: Told) -> bool:
    return len(ours) == len(theirs) and _VERSION_1_1.search(case.data) is not None


def _has_odd_explicit_key(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    if len(ours) != len(theirs) or _QUESTION.search(case.data) is None:
        return False
    if "broken" not in (ours[found.ordinal].verdict, theirs[found.ordinal].verdict):
        return _COLON_ALONE.search(case.data) is not None and not _names_collection(ours[found.ordinal].value)
    return ours[found.ordinal].verdict == "broken" != theirs[found.ordinal].verdict


def _has_colon_after_bracket(case: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return (
        len(ours) == len(theirs)
        and ours[found.ordinal].verdict == "broken" != theirs[found.ordinal].verdict
        and _COLON_AFTER_BRACKET.search(case.data) is not None
    )


def _has_collection_as_key(_: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    if len(ours) == len(theirs) and "inside of what is marked" in ours[found.ordinal].why:
        return theirs[found.ordinal].verdict != "broken"
    return found.kind == "value" and len(ours) == len(theirs) and _names_collection(ours[found.ordinal].value)


def _names_collection(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_names_collection, value))
    return isinstance(value, dict) and (
        any(key.startswith(("{", "[")) for key in value) or any(map(_names_collection, value.values()))
    )


def _has_mark_before_indentation(case: Case, _: Disagreement, ours: Told, theirs: Told) -> bool:
    return _MARK_BEFORE_INDENTATION.search(case.data) is not None


def _is_other_encoding(_: Case, found: Disagreement, ours: Told, theirs: Told) -> bool:
    return len(theirs) > 0 and "wrong-encoding" in ours[0].rules


_SYSTEM = b"apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: shop\nspec:\n  owner: team-a\n"

KNOWN_DIFFERENCES = (
    KnownDifference(
        "a quote that is never closed",
        Case(b"a: 'b\n---\n" + _SYSTEM),
        ("broken", "accepted"),
        ("broken",),
        "npm `yaml` takes all that follows in the file as quoted, further documents included; Headland the document.",
        "A broken document costs only itself.",
        _is_cut_short,
    ),
    KnownDifference(
        "a quote that ends where its indentation does",
        Case(b"'''\n---\n'a'\n"),
        ("broken", "no-mapping"),
        ("no-mapping", "no-mapping"),
        "npm `yaml` takes the last quote before a line that is indented too little as the end of the text, even if it "
        "is one of two that stand for a quote; Headland says that the text is never closed.",
        "YAML forbids it, and the quote that is missing is what has to be mended.",
        _ends_at_indentation,
    ),
    KnownDifference(
        "a tab alone on a line",
        Case(b"a:\n\t\n---\n"),
        ("refused", "empty"),
        ("broken", "empty"),
        "npm `yaml` takes a tab alone on a line as indentation in some places, such as between a key without a value "
        "and `---`; Headland takes it as an empty line there.",
        "An empty line means nothing, whatever blanks are on it.",
        _has_tab_alone,
    ),
    KnownDifference(
        "an anchor without a name",
        Case(b"{a: b, 'c'&}\n"),
        ("broken",),
        ("refused",),
        "npm `yaml` passes over a `&` alone behind a key that has no value; Headland refuses it.",
        "YAML forbids it.",
        _drops_nameless_anchor,
    ),
    KnownDifference(
        "a marker that is not in column 1, in a broken document",
        Case(b" a: [\n ---\n"),
        ("broken",),
        ("broken", "empty"),
        "Having lost its way npm `yaml` takes `---` behind blanks for a marker, and `...`; Headland only in column 1.",
        "A document begins where a reader sees one begin.",
        _has_indented_marker,
    ),
    KnownDifference(
        "a bracket that closes nothing, at the start of a document",
        Case(_SYSTEM + b"---\n}\n"),
        ("accepted", "broken"),
        ("broken", "empty"),
        "npm `yaml` reports it as a mistake in the document before; Headland in the document that it stands in.",
        "The place that has to be mended is the bracket's.",
        _has_stray_bracket,
    ),
    KnownDifference(
        "tags of YAML 1.1",
        Case(b"members: !!set {a, b}\n"),
        ("refused",),
        ("refused",),
        "npm `yaml` makes JavaScript's own types of what has the tag `!!binary`, `!!omap`, `!!pairs`, `!!set` or "
        "`!!timestamp`; stored as JSON most of them are empty. Headland takes the plain value and warns.",
        "No field of a record is of such a type.",
        _has_tag_of_1_1,
    ),
    KnownDifference(
        "documents of YAML 1.1",
        Case(b"%YAML 1.1\n---\ndeployed: yes\n"),
        ("refused",),
        ("refused",),
        "After the directive `%YAML 1.1` npm `yaml` reads by YAML 1.1 (`yes` is true, `017` fifteen, `<<` merges) up "
        "to the next directive; Headland by YAML 1.2, and warns.",
        "A line at the top of a file would change what all of it means. The finding says to remove it.",
        _is_version_1_1,
    ),
    KnownDifference(
        "odd forms of keys after `?`",
        Case(b"? 'metadata'\n  name: shop\n"),
        ("broken",),
        ("refused",),
        "npm `yaml` drops what stands below such a key without a colon, and takes a second line that begins with a "
        "colon as part of the first one's value; Headland refuses the one, and takes the other as a pair.",
        "YAML forbids the one; what is dropped is what somebody meant to say.",
        _has_odd_explicit_key,
    ),
    KnownDifference(
        "a colon after a collection in brackets",
        Case(b"name: {{ values.name }}: x\n"),
        ("broken",),
        ("refused",),
        "npm `yaml` takes what follows the colon as the value of a key without a name; Headland refuses the line.",
        "YAML forbids it; mostly it is a template's expression that lacks its quotes, which the finding says.",
        _has_colon_after_bracket,
    ),
    KnownDifference(
        "collections as keys",
        Case(b"? {a: ~}\n: b\n"),
        ("refused",),
        ("refused",),
        "npm `yaml` calls such a key by the text of the collection, written as it would write it itself; Headland by a "
        "text that can differ in punctuation.",
        "JavaScript's objects have no such keys, and no field of a record has such a name.",
        _has_collection_as_key,
    ),
    KnownDifference(
        "files in UTF-16 or UTF-32",
        Case("a: b\n".encode("utf-16-le")),
        ("broken",),
        ("no-mapping",),
        "Backstage reads one text of odd characters, which is no record; Headland names the encoding.",
        "Both refuse the file; the remedy is to save it as UTF-8.",
        _is_other_encoding,
    ),
    KnownDifference(
        "a byte-order mark before indentation",
        Case(b"\xef\xbb\xbf  apiVersion: v1\n  kind: Component\n"),
        ("refused",),
        ("broken",),
        "npm `yaml` counts blanks, or a `-`, behind a byte-order mark as no indentation, which mostly makes "
        "the next line an error.",
        "The mark is no part of the text, and nobody can see it.",
        _has_mark_before_indentation,
    ),
)


def known(case: Case, found: Disagreement, ours: Told, theirs: Told) -> KnownDifference | None:
    """The known difference that explains a disagreement, if one does."""
    return next((one for one in KNOWN_DIFFERENCES if one.explains(case, found, ours, theirs)), None)
