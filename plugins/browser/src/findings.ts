/**
 * Loaded on the Findings page: filters by severity, rule, owner and text, kept in the address.
 *
 * The page lists every finding as `<... data-hl-finding data-severity data-rule data-owner>` below one `[data-hl-findings]`;
 * a `[data-hl-findings-group]` without any visible finding is hidden with its heading.
 */

import { element } from "./dom";
import { FILTERS, fromQuery, matches, toQuery, valuesOf, type Filter, type Item } from "./findings/model";
import { fold } from "./text";

const LABELS: Readonly<Record<Filter, string>> = { severity: "Severity", rule: "Rule", owner: "Owner" };

function start(): void {
  const place = document.querySelector<HTMLElement>("[data-hl-findings]:not([data-hl-started])");
  if (!place) return;
  place.dataset.hlStarted = "";
  const nodes = [...place.querySelectorAll<HTMLElement>("[data-hl-finding]")];
  if (nodes.length === 0) return;
  const items = nodes.map(read);
  const count = element("p", { class: "hl-explorer__count", role: "status" });
  const text = element("input", { type: "search", class: "hl-explorer__filter", placeholder: "Filter by any word", "aria-label": "Filter findings by any word", autocomplete: "off", spellcheck: "false" });
  const selects = new Map(FILTERS.map((filter) => [filter, select(filter, items, nodes)] as const));

  const show = () => {
    const state = fromQuery(location.search);
    text.value = state.text;
    for (const [filter, field] of selects) choose(field, state[filter]);
    let shown = 0;
    items.forEach((item, at) => {
      const visible = matches(item, state);
      nodes[at]!.hidden = !visible;
      if (visible) shown += 1;
    });
    for (const group of place.querySelectorAll<HTMLElement>("[data-hl-findings-group]")) {
      group.hidden = group.querySelector("[data-hl-finding]:not([hidden])") === null;
    }
    count.textContent = shown === items.length ? `${shown} findings` : `${shown} of ${items.length} findings`;
  };
  const change = (how: "pushState" | "replaceState") => {
    const state = { text: text.value, ...Object.fromEntries([...selects].map(([filter, field]) => [filter, field.value])) };
    history[how](null, "", location.pathname + toQuery(state as ReturnType<typeof fromQuery>) + location.hash);
    show();
  };

  text.addEventListener("input", () => change("replaceState"));
  for (const field of selects.values()) field.addEventListener("change", () => change("pushState"));
  addEventListener("popstate", () => place.isConnected && show());
  place.prepend(element("div", { class: "hl-explorer__bar" }, text, ...[...selects.values()].filter((field) => field.options.length > 2), count));
  show();
}

function read(node: HTMLElement): Item {
  const { severity = "", rule = "", owner = "" } = node.dataset;
  return { severity, rule, owner, haystack: fold(`${node.textContent ?? ""} ${rule} ${owner}`) };
}

function select(filter: Filter, items: readonly Item[], nodes: readonly HTMLElement[]): HTMLSelectElement {
  const field = element("select", { class: "hl-select", "aria-label": LABELS[filter] }, element("option", { value: "" }, `${LABELS[filter]}: any`));
  for (const [value, count] of valuesOf(items, filter)) {
    const label = filter === "owner" ? nodes[items.findIndex((item) => item.owner === value)]?.dataset.ownerTitle : undefined;
    field.append(element("option", { value }, `${label ?? value} (${count})`));
  }
  return field;
}

/** A value from a hand-written or old address is shown even when no finding has it any more. */
function choose(field: HTMLSelectElement, value: string): void {
  if (![...field.options].some((option) => option.value === value)) field.append(element("option", { value }, `${value} (0)`));
  field.value = value;
}

document.addEventListener("headland:page", start);
