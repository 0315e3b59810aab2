"""The browser, for threats that need one."""

from __future__ import annotations

from tests.browser.conftest import serve, visitor

__all__ = ["serve", "visitor"]
