"""`make look`: how every page family looks, at 1440 and 390 px, light and dark, in one picture each in build/look/.

Run by pytest for its fixtures, but no test of the suite: its name keeps it out, a person judges what it makes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from headland.views.hubs import HUBS

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
LOOK = ROOT / "build" / "look"
SHOTS = ((1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light"), (390, 844, "dark"))
FIRST_OF = {
    "list": "explorer/component/",
    "rule": "findings/*/",
    "runbook": "runbooks/*/",
    "decision": "decisions/*/",
    "guide": "guides/*/",
}
"""Families whose pages stand elsewhere than under catalog/: where."""
HEIGHT = 1800
"""What of a page is shown at most: two screens."""


def families(site: Path) -> Iterator[tuple[str, str]]:
    """A name and the address of one page for every family that the site has; of records the fullest page of a kind."""
    yield "home", ""
    yield "not-found", "no/such/page/"
    for name in (*(hub.address.rstrip("/") for hub in HUBS if hub.address), "architecture", "playbook", "handbook"):
        if (site / name / "index.html").exists():
            yield name, f"{name}/"
    for name, pattern in FIRST_OF.items():
        for page in sorted(site.glob(f"{pattern}index.html"))[:1]:
            yield name, page.parent.relative_to(site).as_posix() + "/"
    kinds: dict[str, Path] = {}
    for page in site.glob("catalog/*/*/*/index.html"):
        kind = page.parts[-3]
        if kind in FIRST_OF:
            continue
        if kind not in kinds or (page.stat().st_size, page) > (kinds[kind].stat().st_size, kinds[kind]):
            kinds[kind] = page
    for kind, page in sorted(kinds.items()):
        yield kind, page.parent.relative_to(site).as_posix() + "/"


def sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures side by side on grey."""
    gap = 24
    width = sum(picture.width + gap for picture in pictures) + gap
    whole = Image.new("RGB", (width, max(picture.height for picture in pictures) + 2 * gap), "#777777")
    left = gap
    for picture in pictures:
        whole.paste(picture, (left, gap))
        left += picture.width + gap
    return whole


def test_every_family_is_pictured(
    visitor: Callable[..., Any], serve: Callable[..., str], subtests: pytest.Subtests
) -> None:
    assert (SITE / "index.html").exists(), "no site/ here: run `make site` first"
    LOOK.mkdir(parents=True, exist_ok=True)
    root = serve(SITE)
    tabs = [
        visitor(root, viewport={"width": width, "height": height}, color_scheme=scheme)
        for width, height, scheme in SHOTS
    ]
    for name, address in [*families(SITE), ("search", "")]:
        with subtests.test(name):
            pictures = []
            for tab in tabs:
                page = tab.goto(address)
                if name == "search":
                    page.keyboard.press("/")
                    page.locator(".hl-search__input").fill("book")
                    page.locator(".hl-search__option").first.wait_for()
                size = page.viewport_size
                page.set_viewport_size(
                    {"width": size["width"], "height": min(HEIGHT, tall(page)) if name != "search" else size["height"]}
                )
                pictures.append(Image.open(io.BytesIO(page.screenshot())))
                page.set_viewport_size(size)
            sheet(pictures).save(LOOK / f"{name}.png")


def tall(page: Any) -> int:
    """How tall the whole page is, and at least one screen."""
    return max(int(page.evaluate("document.documentElement.scrollHeight")), int(page.viewport_size["height"]))
