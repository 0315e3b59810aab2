"""`make pictures`: the pictures of the README, taken of the built portal of this very repository, light and dark.

Run by pytest for its fixtures, but no test of the suite: its name keeps it out.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
IMAGES = ROOT / "docs/images"
PAGES = {
    "component": "catalog/default/component/booking-service/",
    "api": "catalog/default/api/booking-api/",
    "landscape": "landscape/",
}
COLOURS = 128


def test_every_picture_is_taken(visitor: Callable[..., Any], serve: Callable[..., str]) -> None:
    assert (SITE / "index.html").exists(), "no site/ here: run `make site` first"
    IMAGES.mkdir(exist_ok=True)
    root = serve(SITE)
    for scheme in ("light", "dark"):
        tab = visitor(root, viewport={"width": 1280, "height": 800}, color_scheme=scheme)
        for name, address in PAGES.items():
            page = tab.goto(address, wait="networkidle")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(COLOURS).save(IMAGES / f"{name}-{scheme}.png", optimize=True)
