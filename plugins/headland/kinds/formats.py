"""The forms that Backstage asks of names, keys, tags and addresses: one predicate and one field type for each.

Source: `KubernetesValidatorFunctions`, `CommonValidatorFunctions` and `makeValidator` of npm
`@backstage/catalog-model` 1.10.1. Every form is ASCII, so that counting code points, as here, and counting
UTF-16 units, as there, come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

import ada_url
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from headland.kinds import mending

NAME_LENGTH = 63
SUBDOMAIN_LENGTH = 253

NAME_PATTERN = r"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$"
LABEL_PATTERN = r"^[a-z0-9]+(-+[a-z0-9]+)*$"
KIND_PATTERN = r"^[a-zA-Z][a-z0-9A-Z]*$"
TAG_PATTERN = r"^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$"
URL_PATTERN = r"[A-Za-z][A-Za-z0-9+.\-\t\n\r]*:"
"""All that can be said of an address in a pattern without refusing one that the parser mends."""
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DNS = r"[a-z0-9]+(-+[a-z0-9]+)*"
API_VERSION_PATTERN = rf"^({_DNS}(\.{_DNS})*/)?[a-zA-Z0-9]{{1,63}}$"
KEY_PATTERN = rf"^({_DNS}(\.{_DNS})*/)?([A-Za-z0-9][-A-Za-z0-9_.]{{0,61}})?[A-Za-z0-9]$"

_NAME, _LABEL, _KIND, _TAG, _DATE = (
    re.compile(pattern.removeprefix("^").removesuffix("$"))
    for pattern in (NAME_PATTERN, LABEL_PATTERN, KIND_PATTERN, TAG_PATTERN, DATE_PATTERN)
)
_SUFFIX = re.compile(r"[a-zA-Z0-9]+")

JS_WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What JavaScript's `String.prototype.trim` takes off; Python's `strip` takes off other characters."""
NOT_BLANK_PATTERN = "[^" + "".join(f"\\u{ord(character):04x}" for character in JS_WHITE_SPACE) + "]"


def is_name(text: str) -> bool:
    """An entity's name, the last part of a key, a label's value."""
    return len(text) <= NAME_LENGTH and _NAME.fullmatch(text) is not None


def is_dns_label(text: str) -> bool:
    """A namespace, or one part of a domain name."""
    return len(text) <= NAME_LENGTH and _LABEL.fullmatch(text) is not None


def is_dns_subdomain(text: str) -> bool:
    """A domain name in lower case: the part of a key or an apiVersion before the slash."""
    return len(text) <= SUBDOMAIN_LENGTH and all(is_dns_label(part) for part in text.split("."))


def is_api_version(text: str) -> bool:
    """`v1`, or `example.com/v1`."""
    return _prefixed(text, lambda suffix: len(suffix) <= NAME_LENGTH and _SUFFIX.fullmatch(suffix) is not None)


def is_kind(text: str) -> bool:
    """A kind's name."""
    return len(text) <= NAME_LENGTH and _KIND.fullmatch(text) is not None


def is_key(text: str) -> bool:
    """A label's or an annotation's key: `name`, or `example.com/name`."""
    return len(text) <= SUBDOMAIN_LENGTH + 1 + NAME_LENGTH and _is_short_key(text)


@lru_cache(maxsize=4096)  # the same few hundred keys stand in every record of a catalog
def _is_short_key(text: str) -> bool:
    return _prefixed(text, is_name)


def is_tag(text: str) -> bool:
    """A tag."""
    return len(text) <= NAME_LENGTH and _TAG.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """An absolute address, as the WHATWG's URL parser reads it.

    Ada is the parser behind Node's `new URL`, and so behind Backstage's verdict.
    """
    return ada_url.check_url(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def is_not_blank(text: str) -> bool:
    """A text with something in it besides white space, as JavaScript understands that."""
    return bool(text.strip(JS_WHITE_SPACE))


def is_date(text: str) -> bool:
    """A day of the calendar as ISO 8601 writes it: `2026-01-31`."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _prefixed(text: str, is_suffix: Callable[[str], bool]) -> bool:
    prefix, slash, suffix = text.rpartition("/")
    return is_suffix(suffix) and (not slash or is_dns_subdomain(prefix))


class Form:
    """Marks a text as one that `accepts` says yes to, and says the same in JSON Schema as far as that can.

    A refusal is a PydanticCustomError of type `format` whose context has `expected` (words that go on from "expected")
    and `hint` (what to do; may be empty): the text that `mend` proposes, or else `hint`, and then `also`.
    """

    def __init__(
        self,
        accepts: Callable[[str], bool],
        expected: str,
        hint: str = "",
        mend: Callable[[str], str | None] | None = None,
        also: str = "",
        **schema: JsonValue,
    ) -> None:
        self._accepts, self._expected, self._schema = accepts, expected, schema
        self._hint, self._mend, self._also = hint, mend, also

    def _check(self, text: str) -> str:
        if self._accepts(text):
            return text
        context = {"expected": self._expected, "hint": self._remedy(text)}
        raise PydanticCustomError("format", "expected {expected}", context)

    def _remedy(self, text: str) -> str:
        longest = self._schema.get("maxLength")
        meant = self._mend(text) if self._mend else None
        if isinstance(longest, int) and len(text) > longest:
            first = f"It has {len(text):,} characters: shorten it."
        else:
            first = f"Write '{meant}'." if meant and self._accepts(meant) else self._hint
        return f"{first} {self._also}".strip()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), **self._schema}


ApiVersion = Annotated[
    str,
    Form(
        is_api_version,
        "a version such as backstage.io/v1alpha1 or v1: letters and digits, after a domain and a slash or alone",
        "Write a domain, a slash and a version.",
        minLength=1,
        pattern=API_VERSION_PATTERN,
    ),
]
KindName = Annotated[
    str,
    Form(
        is_kind,
        "letters and digits that begin with a letter, 63 at most",
        "Write one word, such as 'Component'.",
        minLength=1,
        maxLength=NAME_LENGTH,
        pattern=KIND_PATTERN,
    ),
]
Name = Annotated[
    str,
    Form(
        is_name,
        "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, 63 at most",
        mend=mending.name,
        also="What people read goes into metadata.title, which may hold any text.",
        minLength=1,
        maxLength=NAME_LENGTH,
        pattern=NAME_PATTERN,
    ),
]
Namespace = Annotated[
    str,
    Form(
        is_dns_label,
        "lower-case letters, digits and '-' between them, 63 at most",
        "Leave characters of other sorts out.",
        mending.dns_label,
        minLength=1,
        maxLength=NAME_LENGTH,
        pattern=LABEL_PATTERN,
    ),
]
Key = Annotated[
    str,
    Form(
        is_key,
        "a key such as example.com/name or name: a name of 63 at most, after a lower-case domain and a slash or alone",
        "Write a domain, one slash and a name, or a name alone.",
        mending.key,
        pattern=KEY_PATTERN,
    ),
]
LabelValue = Annotated[
    str,
    Form(
        lambda text: not text or is_name(text),
        "nothing, or letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, 63 at most",
        mend=mending.name,
        also="A value of another form belongs in metadata.annotations.",
        maxLength=NAME_LENGTH,
        pattern=f"^$|{NAME_PATTERN}",
    ),
]
Tag = Annotated[
    str,
    Form(
        is_tag,
        "lower-case letters, digits, '+', '#' and ':', with single '-' between them, 63 at most",
        "Leave characters of other sorts out.",
        mending.tag,
        minLength=1,
        maxLength=NAME_LENGTH,
        pattern=TAG_PATTERN,
    ),
]
Url = Annotated[
    str,
    Form(
        is_url,
        "an absolute address such as https://example.com/path",
        "Write the whole address, with its scheme.",
        mending.url,
        pattern=URL_PATTERN,
    ),
]
NotBlank = Annotated[str, Form(is_not_blank, "a text that is not blank", pattern=NOT_BLANK_PATTERN)]
Date = Annotated[
    str,
    Form(
        is_date,
        "a day such as 2026-01-31",
        "Write year, month and day of the calendar, with hyphens between them.",
        mending.day,
        pattern=DATE_PATTERN,
        format="date",
    ),
]
