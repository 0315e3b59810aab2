"""Redirects: a record that is a page of the documents answers at its catalog address too."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.addresses import record_address
from headland.core.artifact import Artifact
from headland.views.context import ViewContext
from headland.views.page import PageHead
from headland.views.registry import VIEWS, View
from headland.views.templating import render


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    """A whole small page for each such record, outside the shell: nobody is meant to see it for long."""
    for ref, record in context.catalog.items():
        page = context.docs.page_of(ref)
        address = record_address(ref)
        if page is None or page.address == address:
            continue
        target = f"{PageHead(address, '', '').root}{page.address}"
        html = render("redirect/page.html.j2", title=record.title, target=target)
        yield Artifact(f"{address}index.html", "text/html; charset=utf-8", html.encode())


VIEWS.register(View("redirect", artifacts=artifacts))
