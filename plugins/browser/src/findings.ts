/** Loaded on the Findings page: filters by severity, rule, owner and text, kept in the address. */

import { saveCsv } from "./csv";
import { fetchData } from "./data";
import { element } from "./dom";
import { findingsList, type FindingsList } from "./findings/list";
import { FILTERS, fromQuery, matches, readFindings, toQuery, valuesOf, type Filter, type FindingsData, type State } from "./findings/model";
import { onWindow } from "./page";

const LABELS: Readonly<Record<Filter, string>> = { severity: "Severity", rule: "Rule", owner: "Owner" };

class FindingsFilter {
  private readonly count = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly text = element("input", {
    type: "search",
    class: "hl-explorer__filter",
    placeholder: "Filter by any word",
    "aria-label": "Filter findings by any word",
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly overview = document.getElementById("hl-findings-overview");
  private readonly selects: ReadonlyMap<Filter, HTMLSelectElement>;
  private readonly link = element("button", { type: "button", class: "hl-button", "data-copy": "", title: "Copy a link that shows these findings" }, "Link");

  constructor(
    place: HTMLElement,
    private readonly list: FindingsList,
    private readonly root: string,
  ) {
    const csv = element("button", { type: "button", class: "hl-button", title: "Save these findings as CSV" }, "CSV");
    csv.addEventListener("click", () => void this.save());
    this.selects = new Map(FILTERS.map((filter) => [filter, this.select(filter)]));
    this.text.addEventListener("input", () => this.change("replaceState"));
    for (const field of this.selects.values()) field.addEventListener("change", () => this.change("pushState"));
    onWindow("popstate", () => this.show());
    place.classList.add("hl-explorer__bar");
    place.replaceChildren(this.text, ...this.selects.values(), this.count, this.link, csv);
    place.hidden = false;
    this.show();
  }

  private change(how: "pushState" | "replaceState"): void {
    const chosen = Object.fromEntries([...this.selects].map(([filter, field]) => [filter, field.value])) as Record<Filter, string>;
    const state: State = { ...chosen, text: this.text.value };
    history[how](null, "", location.pathname + toQuery(state) + location.hash);
    this.show();
  }

  private show(): void {
    const state = fromQuery(location.search);
    const { items } = this.list;
    if (this.text.value !== state.text) this.text.value = state.text;
    for (const [filter, field] of this.selects) this.choose(field, state[filter]);
    const places = toQuery(state) ? items.flatMap((item, at) => (matches(item, state) ? [at] : [])) : null;
    const shown = this.list.show(places);
    // Counts of all findings say nothing to who asked for some, and on a phone they fill the screen.
    if (this.overview) this.overview.hidden = places !== null;
    const found = places?.length ?? items.length;
    const first = places !== null && shown < found ? `, the first ${shown} shown` : "";
    this.link.dataset.copy = location.href;
    this.count.textContent = places === null ? `${items.length} findings` : `${found} of ${items.length} findings${first}`;
  }

  private async save(): Promise<void> {
    try {
      const data = await fetchData<FindingsData>(this.root, "findings.json");
      const state = fromQuery(location.search);
      const findings = readFindings(data);
      const shown = data.rows.filter((_, at) => matches(findings[at]!, state));
      saveCsv("findings", [data.columns, ...shown.map((row) => row.map((cell) => String(cell ?? "")))]);
    } catch (error) {
      this.count.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  private select(filter: Filter): HTMLSelectElement {
    const field = element("select", { class: "hl-select", "aria-label": LABELS[filter] }, element("option", { value: "" }, `${LABELS[filter]}: any`));
    for (const [value, count] of valuesOf(this.list.items, filter)) field.append(element("option", { value }, `${this.label(filter, value)} (${count})`));
    field.hidden = field.options.length < 2;
    return field;
  }

  /** A value from a hand-written or old address is shown even when no finding has it any more. */
  private choose(field: HTMLSelectElement, value: string): void {
    if (![...field.options].some((option) => option.value === value)) field.append(element("option", { value }, `${value} (0)`));
    field.value = value;
  }

  private label(filter: Filter, value: string): string {
    return filter === "owner" ? this.list.ownerTitle(value) : value;
  }
}

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#hl-findings-filter:not([data-started])");
  const list = document.getElementById("hl-findings-list");
  const site = window.headland;
  if (!place || !list || !site) return;
  place.dataset.started = "";
  try {
    new FindingsFilter(place, await findingsList(site.root, list, Number(place.dataset.total ?? 0)), site.root);
  } catch (error) {
    place.before(element("p", { class: "hl-note", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}

document.addEventListener("headland:page", () => void start());
