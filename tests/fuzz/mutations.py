"""Files broken at random: truncated, bytes flipped, lines swapped, nested, doubled, once or several times over."""

from __future__ import annotations

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_TELLING = b"\t\r\n \"'#&*!|>%@`[]{},:?-<=~\\/$\x00\x7f\xff\xfe\x85\xe2\x80\xa8\xef\xbb\xbf"
"""Bytes that mean something to one of the readers, or to nobody."""

_WRAPPINGS = (
    (b"- ", b""),
    (b"[", b"]"),
    (b"{a: ", b"}"),
    (b"? ", b""),
    (b"a:\n ", b""),
    (b"&a [*a, ", b"]"),
    (b"!!set {", b"}"),
    (b'"', b'"'),
)


def truncated(data: bytes, dice: random.Random) -> bytes:
    """Cut off at the end, at the front, or in the middle."""
    one, other = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
    return dice.choice((data[:one], data[other:], data[:one] + data[other:]))


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Some bytes become others, are put in, or taken out."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 50))):
        at = dice.randrange(len(found) + 1)
        new = dice.choice(_TELLING) if dice.random() < 0.7 else dice.randrange(256)
        kind = dice.randrange(3)
        if kind == 0:
            found.insert(at, new)
        elif at < len(found):
            if kind == 1:
                found[at] = new
            else:
                del found[at]
    return bytes(found)


def swapped(data: bytes, dice: random.Random) -> bytes:
    """Some lines change places."""
    lines = data.splitlines(keepends=True)
    for _ in range(dice.randint(1, 5)):
        if len(lines) > 1:
            one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def nested(data: bytes, dice: random.Random) -> bytes:
    """Some lines are indented, or the whole stands inside of something, some levels deep."""
    lines = data.splitlines(keepends=True)
    if lines and dice.random() < 0.6:
        one, other = sorted((dice.randrange(len(lines)), dice.randrange(len(lines))))
        indent = dice.choice((b" ", b"  ", b"\t", b"  - ", b" " * 40))
        return b"".join(indent + line if one <= at <= other else line for at, line in enumerate(lines))
    before, after = dice.choice(_WRAPPINGS)
    times = dice.choice((1, 2, 50, 150, 2_000))
    at = dice.randrange(len(data) + 1)
    return data[:at] + before * times + data[at:] + after * times


def doubled(data: bytes, dice: random.Random) -> bytes:
    """A part of it stands there twice, or many times."""
    one, other = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
    if dice.random() < 0.5:
        lines = data.splitlines(keepends=True)
        at = dice.randrange(len(lines)) if lines else 0
        return b"".join([*lines[:at], *lines[at : at + 1] * dice.choice((2, 3, 300)), *lines[at + 1 :]])
    return data[:one] + data[one:other] * dice.choice((2, 2, 10)) + data[other:]


MUTATIONS: tuple[Mutation, ...] = (truncated, flipped, swapped, nested, doubled)


def broken(data: bytes, dice: random.Random) -> bytes:
    """The file, broken in one to three ways."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        data = dice.choice(MUTATIONS)(data, dice)
    return data
