/** Loaded where a definition is drawn: filters operations, types and fields, unfolds what an address leads to, and all for print. */

import { element } from "./dom";
import { fold } from "./text";

const LEAST_FILTERED = 6;

function box(label: string): HTMLInputElement {
  return element("input", {
    type: "search",
    class: "hl-explorer__filter",
    placeholder: label,
    "aria-label": label,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
}

function needlesOf(input: HTMLInputElement): string[] {
  return fold(input.value).split(/\s+/).filter(Boolean);
}

/** Operations or types: those whose line has what one types stay, and the headings that still have some. */
function filterList(list: HTMLElement): void {
  const items = [...list.querySelectorAll<HTMLElement>(".hl-op")].filter((item) => !item.parentElement?.closest(".hl-op"));
  if (items.length < LEAST_FILTERED) return;
  const what = list.dataset.hlList ?? "operations";
  const words = items.map((item) => fold((item.querySelector("summary") ?? item).textContent ?? ""));
  const groups = [...list.querySelectorAll<HTMLElement>(".hl-ops__group")];
  const input = box(`Filter ${what}`);
  const count = element("p", { class: "hl-explorer__count", role: "status" });
  const show = (): void => {
    const needles = needlesOf(input);
    let found = 0;
    items.forEach((item, at) => {
      item.hidden = !needles.every((needle) => words[at]!.includes(needle));
      if (!item.hidden) found += 1;
    });
    for (const group of groups) group.hidden = needles.length > 0 && !group.querySelector(".hl-op:not([hidden])");
    count.textContent = needles.length > 0 ? `${found} of ${items.length} ${what}` : "";
  };
  input.addEventListener("input", show);
  list.before(element("div", { class: "hl-filter hl-noprint" }, input, count));
}

/** A resource's fields: those whose path or words have what one types stay, unfolded, with those above them. */
function filterTree(tree: HTMLElement): void {
  const fields = [...tree.querySelectorAll<HTMLElement>(".hl-field")];
  if (fields.length < LEAST_FILTERED) return;
  const folds = [...tree.querySelectorAll<HTMLDetailsElement>("details")];
  const asBuilt = folds.map((one) => one.open);
  const words = fields.map((field) => {
    const own = [...field.children].filter((child) => child.matches(".hl-field__head, .hl-field__text"));
    return fold(`${own.map((child) => child.textContent ?? "").join(" ")} ${field.id}`);
  });
  const input = box("Find a field");
  const count = element("p", { class: "hl-explorer__count", role: "status" });
  const all = element("button", { type: "button", class: "hl-button" }, "Unfold all");
  const show = (): void => {
    const needles = needlesOf(input);
    const kept = new Set<HTMLElement>();
    let found = 0;
    fields.forEach((field, at) => {
      const hit = needles.every((needle) => words[at]!.includes(needle));
      if (!hit) return;
      found += 1;
      for (let here: HTMLElement | null = field; here && !kept.has(here); here = here.parentElement?.closest<HTMLElement>(".hl-field") ?? null) kept.add(here);
    });
    for (const field of fields) field.hidden = !kept.has(field);
    folds.forEach((one, at) => {
      one.open = needles.length > 0 ? [...one.querySelectorAll<HTMLElement>(".hl-field")].some((field) => kept.has(field)) : asBuilt[at]!;
    });
    count.textContent = needles.length > 0 ? `${found} of ${fields.length} fields` : "";
  };
  input.addEventListener("input", show);
  all.addEventListener("click", () => {
    const open = folds.some((one) => !one.open);
    for (const one of folds) one.open = open;
    all.textContent = open ? "Fold all" : "Unfold all";
  });
  tree.prepend(element("div", { class: "hl-filter hl-noprint" }, input, all, count));
}

/** Unfolds what the address leads to, and what holds it. */
function reveal(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  if (!target) return;
  for (let here: HTMLElement | null = target; here; here = here.parentElement) if (here instanceof HTMLDetailsElement) here.open = true;
  // An operation's anchor is inside of it, below its line: show the line too.
  (target.classList.contains("hl-op__anchor") ? (target.parentElement ?? target) : target).scrollIntoView();
}

let printed: HTMLDetailsElement[] = [];

function unfoldForPrint(): void {
  printed = [...document.querySelectorAll<HTMLDetailsElement>(".hl-op:not([open]), .hl-op details:not([open]), .hl-version details:not([open])")];
  for (const one of printed) one.open = true;
}

function foldAfterPrint(): void {
  for (const one of printed) one.open = false;
  printed = [];
}

function start(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-hl-list]:not([data-started])")) {
    list.dataset.started = "";
    filterList(list);
  }
  for (const tree of document.querySelectorAll<HTMLElement>("[data-hl-tree]:not([data-started])")) {
    tree.dataset.started = "";
    filterTree(tree);
  }
  reveal();
}

addEventListener("hashchange", reveal);
addEventListener("beforeprint", unfoldForPrint);
addEventListener("afterprint", foldAfterPrint);
document.addEventListener("headland:page", start);
