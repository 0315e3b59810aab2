"""Shells: an engine's finished page, split at marker tokens, into which other pages' parts are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

TITLE: Final = "title"
DESCRIPTION: Final = "description"
CANONICAL: Final = "canonical"
CONTENT: Final = "content"
SLOTS: Final = (TITLE, DESCRIPTION, CANONICAL, CONTENT)


class ShellError(ValueError):
    """A page that cannot serve as a shell; the message says why."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The marker tokens of one build.

    `nonce` is a text that no author can know, so that no page's own words are taken for a token.
    Each token holds spaces and an equals sign: an HTML minifier that takes the quotes from
    attributes has to leave them where a token stands.
    """

    nonce: str

    def of(self, slot: str) -> str:
        """The token that marks a slot."""
        return f"headland {self.nonce} = {slot} ;"

    def name(self, slot: str) -> str:
        """The same as a name that can stand in addresses, and as an id: an engine leaves it as it is."""
        return f"headland-{self.nonce}-{slot}-x"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds every token, whatever white space or letter case an engine made of it; group 1 is the slot."""
        nonce = re.escape(self.nonce)
        return re.compile(rf"headland(?:\s+|-){nonce}(?:\s*=\s*|-)([a-z]+[0-9]*)(?:\s*;|-x)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What makes one page of a shell. Texts are plain and get escaped; `content` is HTML that is safe already."""

    title: str
    description: str
    canonical: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its tokens: `pieces` of HTML, with the slot that follows each piece but the last."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def from_html(cls, html: str, tokens: Tokens, words: Mapping[str, str] | None = None) -> Shell:
        """Split finished HTML at its tokens. `words` has slots that are filled at once, each with plain text.

        Raises ShellError when the content's token does not stand exactly once in running text, or when any
        token stands where escaping does not hold: in an unquoted attribute, a tag, a script, a style or a comment.
        """
        html = _without_heading(html, tokens)
        pieces, slots, here = [], [], []
        for piece, slot in _split(html, tokens):
            here.append(piece)
            if slot is None:
                pieces.append("".join(here))
            elif words is not None and slot in words:
                here.append(str(escape(words[slot])))
            elif slot not in SLOTS:
                raise ShellError(f"the shell has a token for {slot!r}, which no page can fill")
            else:
                pieces.append("".join(here))
                slots.append(slot)
                here = []
        if slots.count(CONTENT) != 1:
            raise ShellError(f"the shell has {slots.count(CONTENT)} tokens for the content; it needs exactly one")
        return cls(tuple(pieces), tuple(slots))

    def fill(self, parts: Parts) -> str:
        """The finished page."""
        values = {
            TITLE: str(escape(parts.title)),
            DESCRIPTION: str(escape(parts.description)),
            CANONICAL: str(escape(parts.canonical)),
            CONTENT: str(parts.content),
        }
        joined = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            joined.append(values[slot])
            joined.append(piece)
        return "".join(joined)


def fill_words(html: str, tokens: Tokens, words: Mapping[str, str]) -> str:
    """A finished page that is no shell, with its tokens replaced by plain texts. Raises ShellError as shells do."""
    joined = []
    for piece, slot in _split(html, tokens):
        joined.append(piece)
        if slot is not None:
            joined.append(str(escape(words.get(slot, ""))))
    return "".join(joined)


def _split(html: str, tokens: Tokens) -> Iterator[tuple[str, str | None]]:
    """The pieces of HTML between tokens, each with the slot behind it; None behind the last."""
    html = _BLANK_LINES.sub("\n", _without_names_in_scripts(html, tokens))
    safe = iter(_safe_spans(html))
    span, at = next(safe, None), 0
    for match in tokens.pattern.finditer(html):
        slot = match[1].lower()
        while span is not None and span.end < match.end():
            span = next(safe, None)
        if span is None or match.start() < span.start:
            raise ShellError(f"the token for the {slot} stands neither in quotes nor in text")
        if slot == CONTENT and not span.running_text:
            raise ShellError("the token for the content stands where no HTML can stand")
        yield html[at : match.start()], slot
        at = match.end()
    yield html[at:], None


@dataclass(frozen=True, slots=True)
class _SafeSpan:
    """A stretch of HTML in which escaped text stays text."""

    start: int
    end: int
    running_text: bool


_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|xmp|iframe|noembed|noframes|plaintext)\b(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>"
    r".*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<rcdata>title|textarea)\b(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>(?P<words>.*?)(?:</(?P=rcdata)\s*>|\Z)"
    r"|<[!/?a-zA-Z](?P<tag>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>"
    r"|<[!/?a-zA-Z].*\Z",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")


_BLANK_LINES = re.compile(r"\n\s*\n")
"""Engines' templates leave hundreds of them; a shell holds no author's text in which they could mean something."""


def _safe_spans(html: str) -> Iterator[_SafeSpan]:
    """Running text, words of titles, and quoted attribute values, in order."""
    at = 0
    for match in _MARKUP.finditer(html):
        if at < match.start():
            yield _SafeSpan(at, match.start(), running_text=True)
        at = match.end()
        if match["words"] is not None:
            yield _SafeSpan(*match.span("words"), running_text=False)
        elif match["tag"] is not None:
            for quoted in _QUOTED.finditer(html, *match.span("tag")):
                name = "double" if quoted["double"] is not None else "single"
                yield _SafeSpan(*quoted.span(name), running_text=False)
    if at < len(html):
        yield _SafeSpan(at, len(html), running_text=True)


def _without_names_in_scripts(html: str, tokens: Tokens) -> str:
    """Themes tell their scripts a page's title: a string that is nothing but a token becomes an empty one."""
    quoted = re.compile(rf"([\"']){tokens.pattern.pattern}\1", re.IGNORECASE)

    def emptied(element: re.Match[str]) -> str:
        return quoted.sub(r"\1\1", element[0]) if (element["raw"] or "").lower() == "script" else element[0]

    return _MARKUP.sub(emptied, html)


def _without_heading(html: str, tokens: Tokens) -> str:
    """Themes put a heading of their own above a page that has none: shells carry the content's token in one."""
    token = rf"headland\s+{re.escape(tokens.nonce)}\s*=\s*{CONTENT}\s*;"
    return re.sub(rf"<h1\b[^<>]*>\s*({token})\s*</h1\s*>", r"\1", html, flags=re.IGNORECASE)
