"""Views: a folder for each family of pages, found by its name; and how their pages are made."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import headland.views
from headland.core.artifact import Artifact
from headland.core.registry import Registry
from headland.views.context import ViewContext
from headland.views.page import Page, PageModel
from headland.views.templating import OURS, render


def _nothing(context: ViewContext) -> Iterator[Artifact]:
    return iter(())


def _no_pages(context: ViewContext) -> Iterator[PageModel]:
    return iter(())


@dataclass(frozen=True, slots=True)
class View:
    """A family of pages: `models` says what each of its pages shows, `<name>/page.html.j2` below `package` turns
    that into HTML, `artifacts` gives the files that go with them."""

    name: str
    models: Callable[[ViewContext], Iterator[PageModel]] = _no_pages
    artifacts: Callable[[ViewContext], Iterator[Artifact]] = _nothing
    package: str = OURS


VIEWS: Registry[View] = Registry("view")
"""Every family of pages."""


def load_views() -> None:
    """Import the `view` module of every folder of this room that has one, so that each has registered itself."""
    for found in sorted(pkgutil.iter_modules(headland.views.__path__), key=lambda module: module.name):
        if found.ispkg and find_spec(f"headland.views.{found.name}.view") is not None:
            importlib.import_module(f"headland.views.{found.name}.view")


def render_pages(context: ViewContext) -> Iterator[Page]:
    """Every page that is made from the catalog, one at a time, in the same order each time."""
    load_views()
    for view in VIEWS:
        for model in view.models(context):
            yield render_model(view.name, model)


def render_model(family: str, model: PageModel) -> Page:
    """One page, from what it shows."""
    content = render(f"{family}/page.html.j2", VIEWS[family].package, page=model, root=model.head.root)
    return Page(model.head, family, content)


def make_artifacts(context: ViewContext) -> Iterator[Artifact]:
    """Every file besides pages that is made from the catalog: data for scripts, lists, redirects."""
    load_views()
    for view in VIEWS:
        yield from view.artifacts(context)
