"""Faults of one document that have one cause are told as that cause, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from headland.reading.grammar.state import Fault
from headland.reading.rules import yaml as rules

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=[ \t\r\n]|\Z)", re.M)


def by_cause(text: str, faults: Sequence[Fault]) -> list[Fault]:
    """The faults of a document with this text, where several have one cause the cause in their place.

    A merge of git's that stopped half-way leaves marks that make the rest unreadable. A second document without its
    `---` repeats the keys of the first.
    """
    conflict = _CONFLICT.search(text)
    if conflict and faults:
        end = text.find("\n", conflict.start())
        return [
            Fault(
                rules.SYNTAX,
                "a mark of a merge conflict stands here, which nobody has resolved",
                conflict.start(),
                len(text) if end == -1 else end,
                "Keep one of the two sides, or join them, and remove the lines of '<<<<<<<', '=======' and '>>>>>>>'.",
            )
        ]
    again = [fault for fault in faults if fault.rule is rules.DUPLICATE_KEY and _in_column_0(text, fault)]
    if sum(fault.related[0][1] < again[0].start for fault in again) < 2:
        return list(faults)
    beginnings = [fault for fault in again if _key(text, fault) == _key(text, again[0])]
    told = [
        replace(
            fault,
            message="a second document begins here, and no line of '---' stands before it",
            hint="Write a line of '---' above this one.",
            related=(("the document that it is glued to begins here", *fault.related[0][1:]),),
        )
        for fault in beginnings
    ]
    return [*told, *(fault for fault in faults if fault not in again)]


def _in_column_0(text: str, fault: Fault) -> bool:
    return fault.start == 0 or text[fault.start - 1] == "\n"


def _key(text: str, fault: Fault) -> str:
    return text[fault.start : fault.end]
