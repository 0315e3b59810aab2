"""How long a reader waits from a click until the next page is painted, beside stock Material on pages of the same size.

`python tests/bench/navigation.py` prints the table of docs/figures.md. It measures in Chromium, from the click event to
the first paint of content of the page that comes next: the sample's record pages and pages of documentation, and the
same record pages as stock Material shows them, with plain page loads, with instant navigation, and with prefetching.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STOCK_PAGES = 40
TURNS = 3
SEED = 12

WATCH = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("click", () => { sessionStorage.setItem("clicked", String(now())); window.painted = null; }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) {
      window.painted = performance.timeOrigin + entry.startTime;
    }
  }).observe({ type: "paint", buffered: true });
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("DOMContentLoaded", () => {
    if (!window.document$) return;
    let first = true;
    window.document$.subscribe(() => {
      if (!first) requestAnimationFrame(() => setTimeout(() => { window.painted = now(); }));
      first = false;
    });
  });
})();
"""
"""Notes the moment of each click, the first paint after it (under instant navigation: the frame after the page was put
in), and how much moved on the page."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a site: where it begins, and which links are followed."""

    name: str
    start: str
    links: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds from each click to the paint that followed, and the most that moved on a page (CLS)."""

    name: str
    milliseconds: tuple[float, ...]
    moved: float

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    def with_more(self, other: Waits) -> Waits:
        """The same walk with the clicks of another turn."""
        return Waits(self.name, self.milliseconds + other.milliseconds, max(self.moved, other.moved))

    @property
    def slow(self) -> float:
        """What nine of ten clicks stay below."""
        return statistics.quantiles(self.milliseconds, n=10)[-1]


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing, and keeps connections open as real hosts do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        return None


@contextmanager
def served(make: Callable[[str], Path]) -> Iterator[str]:
    """Serve the folder that `make` builds for an address, on a port of this machine, until the end of the block."""
    with tempfile.TemporaryDirectory() as empty:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=empty))
        address = f"http://127.0.0.1:{server.server_port}/"
        server.RequestHandlerClass = partial(_Quiet, directory=str(make(address)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def build_ours(out: Path) -> Path:
    """This repository's own portal."""
    command = [sys.executable, "-m", "headland.cli", "build", str(ROOT), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def build_stock(ours: Path, work: Path, features: list[str], address: str) -> Path:
    """A stock Material site at an address, with the contents of our record pages, their links leading to each other."""
    shutil.rmtree(work, ignore_errors=True)
    docs = work / "docs"
    docs.mkdir(parents=True)
    pages = sorted(ours.glob("catalog/*/*/*/index.html"))
    contents = [_content(page.read_text("utf-8")) for page in pages]
    full = [text for text in contents if text.count("<a ") > 10][:STOCK_PAGES]
    chance = random.Random(SEED)
    for number, text in enumerate(full):
        linked = re.sub(r'href="[^"]*"', lambda _: f'href="../page-{chance.randrange(len(full))}/"', text)
        (docs / f"page-{number}.md").write_text(f"# Page {number}\n\n<div>{linked}</div>\n", "utf-8")
    shutil.copyfile(docs / "page-0.md", docs / "index.md")
    listed = "".join(f"    - {feature}\n" for feature in features)
    (work / "mkdocs.yml").write_text(
        f"site_name: Stock\nsite_url: {address}\ntheme:\n  name: material\n  font: false\n"
        + (f"  features:\n{listed}" if features else ""),
        "utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, check=True, capture_output=True, cwd=work)
    return work / "site"


def _content(html: str) -> str:
    """What stands in a page's article; nothing for a page that only leads on."""
    article = html.partition("<article")[2].rpartition("</article>")[0].partition(">")[2]
    # Material's instant navigation shows no page with a link in a drawing (see portal/decorate.py).
    article = re.sub(r"<svg.*?</svg>", lambda drawing: drawing[0].replace(" href=", " data-href="), article, flags=re.S)
    return re.sub(r"\n\s*\n", "\n", article).replace("<h1", "<h2").replace("</h1", "</h2")


def follow(browser: Browser, root: str, walk: Walk, clicks: int, *, slower: int, hover: int, seed: int) -> Waits:
    """Click through a site: `slower` is how many times the processor is throttled, `hover` how long, in milliseconds,
    the pointer rests on a link before it is pressed."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    chance = random.Random(seed)
    waits: list[float] = []
    moved = 0.0
    page.goto(root + walk.start)
    page.wait_for_load_state("networkidle")
    while len(waits) < clicks + 3:
        before = page.url
        if not _click(page, walk.links, chance, hover):
            page.goto(root + walk.start)
            continue
        page.wait_for_function("before => location.href !== before && window.painted", arg=before, timeout=120_000)
        waits.append(page.evaluate("window.painted - Number(sessionStorage.getItem('clicked'))"))
        page.wait_for_timeout(250)
        moved = max(moved, page.evaluate("window.moved"))
    context.close()
    return Waits(walk.name, tuple(waits[3:]), moved)


def _click(page: Page, links: str, chance: random.Random, hover: int) -> bool:
    """Press one of the links that stand on the first screen; False where there is none."""
    boxes = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
          .filter((link) => link.pathname !== location.pathname)
          .map((link) => [link, link.getClientRects()[0]])
          .filter(([link, box]) => box && box.top > 110 && box.bottom < 890 && box.width > 8
            && link.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)))
          .map(([_, box]) => [box.left + box.width / 2, box.top + box.height / 2])""",
        links,
    )
    if not boxes:
        return False
    left, top = chance.choice(boxes)
    page.mouse.move(left, top)
    page.wait_for_timeout(hover)
    page.mouse.down()
    page.wait_for_timeout(50)
    page.mouse.up()
    return True


def _measured(
    browser: Browser, sites: Sequence[tuple[Walk, str]], arguments: argparse.Namespace
) -> Mapping[tuple[str, int], Waits]:
    """The waits of each walk at each speed. They take turns, so that what else the machine does falls on all alike."""
    found: dict[tuple[str, int], Waits] = {}
    for turn in range(TURNS):
        for slower in arguments.slower:
            for walk, root in sites:
                clicks = -(-arguments.clicks // TURNS)
                here = follow(browser, root, walk, clicks, slower=slower, hover=arguments.hover, seed=SEED + turn)
                before = found.get((walk.name, slower))
                found[walk.name, slower] = here if before is None else before.with_more(here)
    return found


def _write(found: Mapping[tuple[str, int], Waits], speeds: Sequence[int]) -> None:
    out = sys.stdout.write
    columns = [f"{words}, {times}x" for times in speeds for words in ("median", "nine of ten")]
    out(f"| click to painted, ms | {' | '.join(columns)} | layout shift |\n")
    out("| --- |" + " ---: |" * (len(columns) + 1) + "\n")
    for name in dict.fromkeys(name for name, _ in found):
        runs = [found[name, times] for times in speeds]
        cells = [f"{value:.0f}" for waits in runs for value in (waits.median, waits.slow)]
        out(f"| {name} | {' | '.join(cells)} | {max(waits.moved for waits in runs):.3f} |\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clicks", type=int, default=40, help="clicks of each walk")
    parser.add_argument("--hover", type=int, default=200, help="milliseconds that the pointer rests on a link")
    parser.add_argument("--slower", type=int, nargs="*", default=[1, 4], help="how often the processor is throttled")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        ours = build_ours(work / "ours")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        record, nav = ".hl-page a.hl-ref[href]", ".md-nav--primary a.md-nav__link[href]"
        start = "catalog/default/component/booking-service/"
        stock = ".md-content a[href]"
        walks: list[tuple[Walk, Callable[[str], Path]]] = [
            (Walk("ours, record pages", start, record), lambda _: ours),
            (Walk("ours, pages of documentation", "guides/", nav), lambda _: ours),
        ]
        for name, features in (
            ("stock, plain loads", []),
            ("stock, instant", ["navigation.instant"]),
            ("stock, instant with prefetching", ["navigation.instant", "navigation.instant.prefetch"]),
        ):
            make: Callable[[str], Path] = partial(build_stock, ours, work / f"stock-{len(features)}", features)
            walks.append((Walk(name, "page-0/", stock), make))
        with ExitStack() as stack:
            sites = [(walk, stack.enter_context(served(make))) for walk, make in walks]
            waits = _measured(browser, sites, arguments)
        _write(waits, arguments.slower)
        browser.close()


if __name__ == "__main__":
    main()
