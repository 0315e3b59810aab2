/** Loaded on the Changes page: filters by kind, owner and text, kept in the address, in the place of the static list. */

import { FILTERS, fromQuery, matching, readChanges, textsOf, toQuery, valuesOf, type Change, type ChangesData, type Filter, type Item, type State } from "./changes/model";
import { saveCsv } from "./csv";
import { fetchData } from "./data";
import { element, outside, within } from "./dom";
import { onWindow } from "./page";

const MOST = 200;
const MOST_ITEMS = 12;
const LABELS: Readonly<Record<Filter, string>> = { kind: "Kind", owner: "Owner" };

class ChangesFilter {
  private readonly changes: readonly Change[];
  private readonly asBuilt: readonly Node[];
  private readonly count = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly text = element("input", { type: "search", class: "hl-explorer__filter", placeholder: "Filter by any word", "aria-label": "Filter changes by any word", autocomplete: "off", spellcheck: "false" });
  private readonly selects: ReadonlyMap<Filter, HTMLSelectElement>;
  private readonly link = element("button", { type: "button", class: "hl-button", "data-copy": "", title: "Copy a link that shows these changes" }, "Link");

  constructor(
    place: HTMLElement,
    private readonly list: HTMLElement,
    private readonly data: ChangesData,
    private readonly root: string,
  ) {
    this.changes = readChanges(data);
    this.asBuilt = [...list.childNodes];
    this.selects = new Map(FILTERS.map((filter) => [filter, this.select(filter)]));
    this.text.addEventListener("input", () => this.change("replaceState"));
    for (const field of this.selects.values()) field.addEventListener("change", () => this.change("pushState"));
    const csv = element("button", { type: "button", class: "hl-button", title: "Save these changes as CSV" }, "CSV");
    csv.addEventListener("click", () => saveCsv("changes", textsOf(matching(this.changes, fromQuery(location.search)))));
    onWindow("popstate", () => this.show());
    place.classList.add("hl-explorer__bar");
    place.replaceChildren(this.text, ...this.selects.values(), this.count, this.link, csv);
    place.hidden = false;
    this.show();
  }

  private change(how: "pushState" | "replaceState"): void {
    const state: State = { text: this.text.value, kind: this.selects.get("kind")?.value ?? "", owner: this.selects.get("owner")?.value ?? "" };
    history[how](null, "", location.pathname + toQuery(state) + location.hash);
    this.show();
  }

  private show(): void {
    const state = fromQuery(location.search);
    this.link.dataset.copy = location.href;
    if (this.text.value !== state.text) this.text.value = state.text;
    for (const [filter, field] of this.selects) {
      // A value from a hand-written or old address is shown even when nothing has it any more.
      if (![...field.options].some((option) => option.value === state[filter])) field.append(element("option", { value: state[filter] }, `${state[filter]} (0)`));
      field.value = state[filter];
    }
    if (!toQuery(state)) {
      this.list.replaceChildren(...this.asBuilt);
      this.count.textContent = "";
      return;
    }
    const found = matching(this.changes, state);
    const first = found.length > MOST ? `, the first ${MOST} shown` : "";
    this.count.textContent = `${found.length} of ${this.changes.length} changes${first}`;
    this.list.replaceChildren(...byDay(found.slice(0, MOST)).map(([day, changes]) => this.day(day, changes)));
  }

  private day(day: string, changes: readonly Change[]): HTMLElement {
    return element("section", { class: "hl-section hl-day" }, element("h2", {}, element("time", { datetime: day }, day), " ", element("span", { class: "hl-muted" }, weekday(day))), element("ol", { class: "hl-changes" }, ...changes.map((change) => this.row(change))));
  }

  private row(change: Change): HTMLElement {
    const url = outside(change.url);
    const more = change.items.length - MOST_ITEMS;
    const owners = new Set(change.items.map((item) => item.owner));
    const common = change.items.length > 1 && owners.size === 1 ? this.data.owners[change.items[0]?.owner ?? ""] : undefined;
    return element(
      "li",
      { class: "hl-change" },
      element("p", { class: "hl-change__subject" }, element("span", {}, url ? element("a", { href: url, rel: "noopener noreferrer" }, change.subject) : change.subject), " ", element("span", { class: "hl-muted" }, change.author)),
      element("ul", { class: "hl-changed" }, ...change.items.slice(0, MOST_ITEMS).map((item) => this.item(item, change.fresh.has(item), common === undefined)), common ? element("li", { class: "hl-muted" }, `all of ${common}`) : null, more > 0 ? element("li", { class: "hl-muted" }, `and ${more} more`) : null),
    );
  }

  private item(item: Item, isNew: boolean, withOwner: boolean): HTMLElement {
    const link = element("a", { class: item.kind === "page" ? null : "hl-ref", "data-kind": item.kind === "page" ? null : item.kind, href: within(this.root, item.address) }, item.title);
    const owner = withOwner ? this.data.owners[item.owner] : undefined;
    return element("li", {}, link, " ", isNew ? element("span", { class: "hl-new" }, "new") : null, isNew ? " " : null, element("span", { class: "hl-muted" }, (this.data.kinds[item.kind] ?? item.kind) + (owner ? ` of ${owner}` : "")));
  }

  private select(filter: Filter): HTMLSelectElement {
    const words = this.data[filter === "kind" ? "kinds" : "owners"];
    const field = element("select", { class: "hl-select", "aria-label": LABELS[filter] }, element("option", { value: "" }, `${LABELS[filter]}: any`));
    for (const [value, count] of valuesOf(this.changes, filter)) field.append(element("option", { value }, `${words[value] ?? value} (${count})`));
    return field;
  }
}

const weekdays = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" });

function weekday(day: string): string {
  const moment = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? "" : weekdays.format(moment);
}

function byDay(changes: readonly Change[]): Array<readonly [day: string, changes: readonly Change[]]> {
  const days = new Map<string, Change[]>();
  for (const change of changes) {
    const day = change.when.slice(0, 10);
    const found = days.get(day);
    if (found) found.push(change);
    else days.set(day, [change]);
  }
  return [...days];
}

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#hl-changes-filter:not([data-started])");
  const list = document.getElementById("hl-changes-list");
  const site = window.headland;
  if (!place || !list || !site) return;
  place.dataset.started = "";
  try {
    new ChangesFilter(place, list, await fetchData<ChangesData>(site.root, "changes.json"), site.root);
  } catch (error) {
    place.before(element("p", { class: "hl-note", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}

document.addEventListener("headland:page", () => void start());
