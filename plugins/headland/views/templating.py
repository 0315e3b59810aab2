"""Templates: Jinja2 with everything escaped and nothing undefined."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from headland.prose.trusted import trusted
from headland.views.contents import contents
from headland.views.icons import icon
from headland.views.safe import well_formed
from headland.views.words import count_of, date, sentence

OURS = "headland.views"
"""The package whose templates are ours; those of an extension may include them."""


@lru_cache(maxsize=16)
def _environment(package: str) -> Environment:
    loaders = [PackageLoader(name, "") for name in dict.fromkeys((package, OURS))]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = icon
    environment.globals["contents"] = contents
    environment.filters["date"] = date
    environment.filters["count_of"] = count_of
    environment.filters["sentence"] = sentence
    return environment


@lru_cache(maxsize=64)
def _template(package: str, name: str) -> Template:
    return _environment(package).get_template(name)


def render(name: str, package: str = OURS, **values: object) -> Markup:
    """The HTML of a template, by its path below the package that holds it."""
    return trusted(well_formed(_template(package, name).render(**values)))
