/** The only script that every page loads: opens search, loads what the page at hand needs, copies, mends old addresses. */

import { tellAges } from "./ages";
import { showCards } from "./cards";
import { copyOnClick, showCopyButtons } from "./copy";
import { lowerCaseAddress } from "./lower_case";
import { addTableTools } from "./tables";
import { fetchAhead } from "./prefetch";
import { loadScript } from "./script";

const ASSETS = "assets/headland/";
const HEADER_BUTTON = ".hl-search-button";
/** What opens search: links to the Explorer without a script. */
const SEARCH_BUTTONS = `${HEADER_BUTTON}, [data-hl-search]`;

/** Scripts that a page needs when it has an element of this kind. */
const ON_DEMAND: ReadonlyArray<readonly [selector: string, script: string]> = [
  ["#hl-explorer", "explorer.js"],
  ["#hl-findings-list", "findings.js"],
  ["#hl-teams-filter", "teams.js"],
  ["#hl-network", "graph.js"],
  ["#hl-map", "landscape.js"],
  ["#hl-changes-filter", "changes.js"],
  ["#hl-operations-filter", "apis.js"],
  ["[data-hl-list], [data-hl-tree]", "reference.js"],
];

const own = document.currentScript as HTMLScriptElement;
const assets = new URL(".", own.src).href;
let leaving = new AbortController();
const site: Headland = (window.headland ??= { root: assets.slice(0, -ASSETS.length), page: leaving.signal });
const loading = new Map<string, Promise<void>>();

function load(name: string): Promise<void> {
  let promise = loading.get(name);
  if (!promise) {
    promise = loadScript(assets + name).catch((error: unknown) => {
      loading.delete(name);
      throw error;
    });
    loading.set(name, promise);
  }
  return promise;
}

/** What is typed while search.js is under way, so that no letter is lost. */
let typed: string | null = null;

async function openSearch(query = ""): Promise<void> {
  if (typed !== null) return;
  typed = query;
  try {
    await load("search.js");
    site.search?.open(typed);
  } finally {
    typed = null;
  }
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function onKey(event: KeyboardEvent): void {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typed !== null) {
    if (plain && event.key.length === 1) {
      typed += event.key;
      event.preventDefault();
    }
    return;
  }
  const slash = event.key === "/" && plain && !isEditable(event.target);
  const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (slash || chord) {
    event.preventDefault();
    event.stopPropagation();
    void openSearch();
  }
}

/** A button of ours where the theme was rendered without one, as in a mkdocs.yml that is not ours. */
function addSearchButton(): void {
  const header = document.querySelector(".md-header__inner");
  if (!header || document.querySelector(HEADER_BUTTON)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hl-search-button";
  button.title = "Search records and docs (press / or Ctrl-K)";
  const label = document.createElement("span");
  label.textContent = "Search";
  const key = document.createElement("kbd");
  key.textContent = "/";
  button.append(label, key);
  header.append(button);
}

/** Material, which follows links by itself where instant navigation is on, stumbles over those in drawings. */
function keepDrawingsOut(event: Event): void {
  if (event.target instanceof Element && event.target.closest("svg a")) event.stopPropagation();
}

/** On every page, also on one that the theme puts in the place of the last without a page load. */
function start(): void {
  leaving.abort();
  leaving = new AbortController();
  site.page = leaving.signal;
  showCards(site.page);
  document.querySelector(".md-container")?.addEventListener("click", keepDrawingsOut, { signal: site.page });
  showCopyButtons();
  tellAges(new Date());
  addTableTools();
  addSearchButton();
  for (const [selector, script] of ON_DEMAND) {
    if (document.querySelector(selector)) void load(script).then(() => document.dispatchEvent(new Event("headland:page")));
  }
}

const better = lowerCaseAddress(location.href, site.root, document.querySelector("[data-hl-not-found]") !== null);
if (better) {
  location.replace(better);
} else {
  // Before Material's own listeners, which would open its search form on the same keys.
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target.closest(SEARCH_BUTTONS) && !elsewhere) {
      event.preventDefault();
      void openSearch();
    }
    copyOnClick(event.target);
  });
  fetchAhead(site.root);
  if (window.document$) window.document$.subscribe(start);
  else start();
}
