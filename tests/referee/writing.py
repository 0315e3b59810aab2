"""Writes values as YAML in every way that YAML knows, as dice fall. What comes out is mostly, not always, valid."""

from __future__ import annotations

import re
from random import Random
from typing import Any

_SAFE_PLAIN = re.compile(r"[A-Za-z0-9_./$(][^\n\r\t:#,\[\]{}]*(?<! )\Z")
_MORE_LINES_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .-]*[a-z]\Z")
_NULLS = ("null", "~", "", "Null", "NULL", "!!null null", "!!null ''")
_TRUTHS = {True: ("true", "True", "TRUE", "!!bool true"), False: ("false", "False", "FALSE", "!!bool 'false'")}
_OTHER_SCALARS = (
    *(
        "012",
        "0o17",
        "0o8",
        "0x1F",
        "0xg",
        "1e3",
        "1E-2",
        ".5",
        "5.",
        "-.5",
        "+7",
        "-0",
        "1_000",
        "1:30",
        "0b1",
        "1.2.3",
    ),
    *(
        ".inf",
        "-.INF",
        "+.Inf",
        ".nan",
        ".NAN",
        "12345678901234567890",
        "0.1",
        "1e400",
        "-",
        "--",
        "-a",
        "?a",
        ":a",
        "::",
    ),
    *("yes", "no", "on", "OFF", "2026-01-31", "2026-01-31T10:00:00Z", "=", "<<", "nULL", "tRue", "a: b", "a #b", "a#b"),
    *(
        "!!int 7",
        "!!int '0x1F'",
        "!!int x",
        "!!float 1",
        "!!float .inf",
        "!!str 012",
        "!!str",
        "! 12",
        "!x 12",
        "!x!y z",
    ),
    *(
        "!<tag:yaml.org,2002:str> 12",
        "!<x>",
        "!!binary aGk=",
        "!!timestamp 2026-01-31",
        "!!set {a, b}",
        "!!omap [a: 1]",
    ),
    *(
        "!%41 a",
        "!!%73tr 1",
        "!a%zz b",
        "!<a b",
        "&a",
        "&a b",
        "*a",
        "*b",
        "&a *a",
        "&a &b c",
        "!x !y c",
        "@a",
        "`a",
        "%a",
    ),
    *(
        "'",
        '"',
        "'a",
        '"a',
        "'a'b",
        '"a" b',
        "'a' #b",
        "'a'#b",
        "[a",
        "{a",
        "a]",
        "[a]b",
        "{a: b}c",
        "[a]: b",
        "{a}: b",
        ",",
    ),
    *(
        "[,]",
        "[a,]",
        "[a,,b]",
        "{,}",
        "{a,}",
        "{a:}",
        "{a:b}",
        "{'a':b}",
        "{a: b: c}",
        "[a: b]",
        "[a: b: c]",
        "[? a]",
        "{? a}",
    ),
    *(
        "[? a : b]",
        "{? a : b, c}",
        "[: a]",
        "{: a}",
        "[-]",
        "[- a]",
        "[-a]",
        "{-: a}",
        "[a b, c  d]",
        "[a\tb]",
        "[#a\n]",
        "[a #b\n]",
    ),
    *(
        "[&a b, *a]",
        "{&a b: *a}",
        "{*a : b}",
        "{*a: b}",
        "[!x , a]",
        "{!!str : a}",
        "{&a : a}",
        "[!!str]",
        "|",
        ">",
        "|x",
        "|0",
        "|12",
    ),
    *(
        "| a",
        ">- #a",
        "|#a",
        "- a",
        "? a",
        "? a\n: b",
        ": a",
        "-\ta",
        "?\ta",
        ":\ta",
        "...",
        "---",
        "--- a",
        "#a",
        "\t",
        "\ta",
        "a\t",
        "a\tb",
    ),
    *(
        "\\",
        '"\\x41\\u00e9\\U0001F600"',
        '"\\ud83d\\ude00"',
        '"\\ud83d"',
        '"\\q"',
        '"\\x4"',
        '"a\\\n b"',
        '"\\\t"',
        '"\\ "',
        "\x85",
        "\u2028",
        "\ufeff",
    ),
    *(
        "\0",
        "\x07",
        "\x7f",
        "\r",
        "a\rb",
        "{{ a }}",
        "${{ a }}",
        "%YAML 1.2",
        "{[a]: b}",
        "{{a: b}: c}",
        "? [a]\n: b",
        "__proto__: a",
        "{__proto__: {a: b}}",
    ),
)
_TAGS = ("!!str", "!!map", "!!seq", "!", "!x", "!e!x", "!!int", "!!null", "!<tag:yaml.org,2002:str>", "!!omap")
_BREAKS = ("\n", "\n", "\n", "\n\n", "\n\n\n")
_HEADERS = ("|", ">", "|-", ">-", "|+", ">+")


def chance(dice: Random, share: float) -> bool:
    """Whether the dice fall on what happens in a share of all cases."""
    return dice.randrange(1_000) < share * 1_000


class Writer:
    """Writes one document. `oddness` is how often, of one, something is done that people seldom do."""

    def __init__(self, dice: Random, oddness: float) -> None:
        self._dice, self._oddness = dice, oddness
        self._anchors: list[tuple[str, Any]] = []

    def document(self, value: Any) -> str:
        """The text of a document, without markers."""
        text = self._node(value, -1)
        return text[1:] if text.startswith((" ", "\n")) else text

    def _odd(self, factor: float = 1.0) -> bool:
        return chance(self._dice, self._oddness * factor)

    def _node(self, value: Any, parent: int) -> str:
        """What follows an indicator: from the blank or the line end after it, to the end of its last line."""
        before = ""
        if self._odd(0.3):
            known = [name for name, anchored in self._anchors if anchored == value]
            if known and self._odd(5):
                return f" *{self._dice.choice(known)}{self._end()}"
            before = self._properties(value)
        if self._odd(0.15):
            return f"{before} {self._dice.choice(_OTHER_SCALARS)}{self._end()}"
        if isinstance(value, dict | list) and value and not self._odd(0.7):
            return before + self._opening() + self._block(value, parent)
        if isinstance(value, dict | list):
            return f"{before} {self._flow(value, parent + 1)}{self._end()}"
        if isinstance(value, str):
            return before + self._text(value, parent)
        return f"{before}{self._blank()}{self._scalar(value)}{self._end()}"

    def _properties(self, value: Any) -> str:
        parts = []
        if chance(self._dice, 0.6):
            name = self._dice.choice("abc")
            parts.append(f"&{name}")
            self._anchors.append((name, value))
        if self._odd(2) or not parts:
            parts.append(self._dice.choice(_TAGS))
        self._dice.shuffle(parts)
        return " " + self._dice.choice((" ", " ", "  ", "\n   ")).join(parts)

    def _opening(self) -> str:
        return self._comment() + "\n" if self._odd(0.3) else "\n"

    def _comment(self) -> str:
        return self._dice.choice((" # why", "  #", "\t# tab", " #: a", " # 'a\" [", "#tight"))

    def _blank(self) -> str:
        return self._dice.choice((" ", "  ", "\t", " \t", "\n  ")) if self._odd(0.3) else " "

    def _end(self) -> str:
        """The end of a line, perhaps with blanks or a comment before it and empty lines after it."""
        before = self._dice.choice((" ", "\t", "  ")) if self._odd(0.2) else self._comment() if self._odd(0.3) else ""
        after = (
            self._dice.choice(("\n", "\n\n", "  \n", "# a\n", "   # a\n", "\t\n", "\t# a\n")) if self._odd(0.3) else ""
        )
        return f"{before}\n{after}"

    def _block(self, value: Any, parent: int) -> str:
        is_list = isinstance(value, list)
        same = is_list and parent >= 0 and chance(self._dice, 0.4)
        indent = (
            parent
            if same
            else parent + 1
            if parent < 0 and not self._odd(0.2)
            else parent + self._dice.choice((2, 2, 2, 1, 4))
        )
        pad = " " * indent
        if is_list:
            return "".join(f"{pad}-{self._item(item, indent)}" for item in value)
        return "".join(self._pair(key, child, indent) for key, child in value.items())

    def _item(self, item: Any, indent: int) -> str:
        if isinstance(item, dict | list) and item and not self._odd():
            gap = self._dice.choice((1, 1, 1, 2, 3))
            lines = self._block(item, indent + gap)
            deep = len(lines) - len(lines.lstrip(" "))
            if deep > indent + 1:
                return " " * (deep - indent - 1) + lines[deep:]
        return self._node(item, indent)

    def _pair(self, key: str, child: Any, indent: int) -> str:
        pad = " " * (indent if not self._odd(0.05) else self._dice.randrange(indent + 3))
        if self._odd(0.1):
            return f"{pad}?{self._node(key, indent)}{pad}:{self._node(child, indent)}"
        return f"{pad}{self._key(key)}{' ' if self._odd(0.1) else ''}:{self._node(child, indent)}"

    def _key(self, key: str) -> str:
        if self._odd(0.1):
            return f"{self._properties(key)[1:]} {key}"
        if self._odd(0.2) or not _SAFE_PLAIN.match(key):
            return self._dice.choice((self._single(key, None), self._double(key, None)))
        return key

    def _scalar(self, value: Any) -> str:
        if value is None:
            return self._dice.choice(_NULLS) if self._odd() else "null"
        if isinstance(value, bool):
            return self._dice.choice(_TRUTHS[value]) if self._odd() else _TRUTHS[value][0]
        return str(value)

    # Texts

    def _text(self, value: str, parent: int) -> str:
        ways = ["plain"] * 4 if _SAFE_PLAIN.match(value) else []
        ways += ["single", "double"] if not ways or self._odd(2) else []
        if self._odd() or "\n" in value:
            ways = [*ways, "block", "block"]
        if self._odd() and _MORE_LINES_PLAIN.match(value):
            ways = ["lines"]
        way = self._dice.choice(ways)
        if way == "block":
            return self._block_text(value, parent)
        if way == "plain":
            return f"{self._blank()}{value}{self._end()}"
        if way == "lines":
            return f" {self._folded(value, parent)}{self._end()}"
        pad = parent if self._odd() else None
        return (
            f"{self._blank()}{self._single(value, pad) if way == 'single' else self._double(value, pad)}{self._end()}"
        )

    def _folded(self, value: str, parent: int) -> str:
        """The text with some of its spaces as line ends."""
        deep = " " * max(parent + self._dice.choice((1, 1, 2, 4)), 0)
        breaks = (*_BREAKS, f"\n{deep}\t\n")
        words = value.split(" ")
        parts = [words[0]]
        for word in words[1:]:
            broken = self._dice.choice(("", " ", "\t")) + self._dice.choice(breaks) + deep if self._odd(2) else " "
            parts += (broken, word)
        return "".join(parts)

    def _single(self, value: str, parent: int | None) -> str:
        inner = value.replace("'", "''").replace("\n", "\n\n" + " " * ((parent or 0) + 1))
        return f"'{inner if parent is None else self._folded(inner, parent)}'"

    def _double(self, value: str, parent: int | None) -> str:
        named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
        inner = "".join(named.get(one, one) if not self._odd(0.05) else self._escaped(one) for one in value)
        return f'"{inner if parent is None else self._folded(inner, parent)}"'

    def _escaped(self, character: str) -> str:
        code = ord(character)
        ways = [f"\\U{code:08x}"]
        if code < 0x10000:
            ways.append(f"\\u{code:04X}")
        if code < 0x100:
            ways.append(f"\\x{code:02x}")
        return self._dice.choice(ways)

    def _block_text(self, value: str, parent: int) -> str:
        header = self._dice.choice(_HEADERS)
        gap = self._dice.choice((1, 2, 2, 2, 4))
        if value.startswith((" ", "\n")) or self._odd():
            digit = str(gap) if not self._odd(0.2) else self._dice.choice("0123456789")
            header = header[0] + self._dice.choice((header[1:] + digit, digit + header[1:]))
        pad = " " * (max(parent, 0) + gap)
        lines = [pad + line if line or self._odd() else line for line in value.split("\n")]
        if self._odd(0.5):
            lines.insert(
                self._dice.randrange(len(lines) + 1),
                self._dice.choice(("", pad, f"{pad} ", "\t", f"{pad}\t", f"{pad}  a", " ")),
            )
        tail = (
            self._dice.choice(("\n", "\n\n", f"\n{pad}\n", f"\n{pad} \n", "\n\n# a\n", "\n# a\n", f"\n{pad}# a\n", ""))
            if self._odd()
            else "\n"
        )
        return f" {header}{self._comment() if self._odd(0.3) else ''}\n" + "\n".join(lines) + tail

    # Flow collections

    def _flow(self, value: Any, least: int) -> str:
        if isinstance(value, str):
            plain = _SAFE_PLAIN.match(value) and not self._odd()
            return value if plain else self._dice.choice((self._single(value, None), self._double(value, None)))
        if not isinstance(value, dict | list):
            return self._scalar(value)
        if isinstance(value, list):
            items = [self._flow_item(item, least) for item in value]
            opener, closer = "[", "]"
        else:
            items = [self._flow_pair(key, child, least) for key, child in value.items()]
            opener, closer = "{", "}"
        comma = f"{self._flow_blank(least)},{self._flow_blank(least) or ' '}" if self._odd() else ", "
        last = "," if items and self._odd(0.5) else ""
        return f"{opener}{self._flow_blank(least)}{comma.join(items)}{last}{self._flow_blank(least)}{closer}"

    def _flow_item(self, item: Any, least: int) -> str:
        if isinstance(item, dict) and len(item) == 1 and self._odd(2):
            ((key, child),) = item.items()
            return self._flow_pair(key, child, least)
        before = f"{self._properties(item)[1:]} " if self._odd(0.2) else ""
        return before + (self._flow(item, least) if not self._odd(0.1) else self._dice.choice(_OTHER_SCALARS))

    def _flow_pair(self, key: str, child: Any, least: int) -> str:
        explicit = "? " if self._odd(0.3) else ""
        written = self._key(key)
        if child is None and self._odd():
            return explicit + written
        colon = (
            self._dice.choice((":", " : ", ":\n" + " " * least, "\n" + " " * least + ": ")) if self._odd(0.5) else ": "
        )
        return f"{explicit}{written}{colon}{self._flow_item(child, least)}"

    def _flow_blank(self, least: int) -> str:
        if not self._odd(0.5):
            return ""
        pad = " " * (least + self._dice.choice((0, 0, 1, 2)))
        return self._dice.choice((" ", "\t", f"\n{pad}", f" # a\n{pad}", f"\n\n{pad}", f"\n{pad}# b\n{pad}", "\n\t"))
