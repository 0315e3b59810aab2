"""The browser, for threats that need one."""

from __future__ import annotations

from tests.browser.conftest import browser, serve, visitor

__all__ = ["browser", "serve", "visitor"]
