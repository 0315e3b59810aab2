"""Texts that are hardly what anybody meant to write, whatever field they stand in, and what to do about them."""

from __future__ import annotations

import re

_EXPRESSION = re.compile(r"\$?\{\{.*\}\}|\{%.*%\}", re.S)
_TYPOGRAPHIC = re.compile("[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_E_MAIL = re.compile(r"(?:mailto:)?([^@\s:/]+)@[^@\s]+\.[^@\s]+")

EXPRESSION = "This is an expression of a template that was never filled in: write the value itself."
TYPOGRAPHIC = "Typographic quotes are letters to YAML: write \" or ' in their place, or none."
RUN_TOGETHER = "Two items of a list have run together here: indent both of their '-' alike."


def remedy_of(text: str) -> str | None:
    """What to do about a text that is odd in itself: an unfilled expression, typographic quotes, two items in one."""
    if _EXPRESSION.search(text):
        return EXPRESSION
    if _TYPOGRAPHIC.match(text) or _TYPOGRAPHIC.match(text[-1:]):
        return TYPOGRAPHIC
    return RUN_TOGETHER if " - " in text else None


def name_in_e_mail(text: str) -> str | None:
    """The part of an e-mail address before its `@`; None for any other text."""
    found = _E_MAIL.fullmatch(text.strip())
    return found[1] if found else None
