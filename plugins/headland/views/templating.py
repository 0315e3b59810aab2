"""Templates: Jinja2 with everything escaped and nothing undefined."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from headland.prose.trusted import trusted
from headland.views.icons import icon
from headland.views.safe import well_formed
from headland.views.words import count_of, date, sentence


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("headland.views", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = icon
    environment.filters["date"] = date
    environment.filters["count_of"] = count_of
    environment.filters["sentence"] = sentence
    return environment


@lru_cache(maxsize=64)
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(name: str, **values: object) -> Markup:
    """The HTML of a template of this room."""
    return trusted(well_formed(_template(name).render(**values)))
