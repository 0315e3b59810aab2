/** Loaded on the hub of APIs: filters all operations by text, API, verb, format and owner, kept in the address. */

import { fetchData } from "./data";
import { element, within } from "./dom";
import { does, FILTERS, fromQuery, matching, readOperations, toQuery, valuesOf, type Filter, type Operation, type OperationsData, type State } from "./operations/model";
import { onWindow } from "./page";

const LABELS: Readonly<Record<Filter, string>> = { api: "API", verb: "Verb", format: "Format", owner: "Owner" };
const MOST = 300;

class OperationsFilter {
  private readonly count = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly text = element("input", {
    type: "search",
    class: "hl-explorer__filter",
    placeholder: "Filter by path, name or any word",
    "aria-label": "Filter operations by path, name or any word",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  private readonly selects: ReadonlyMap<Filter, HTMLSelectElement>;
  private readonly asBuilt: Element[];

  constructor(
    place: HTMLElement,
    private readonly rows: HTMLElement,
    private readonly root: string,
    private readonly operations: readonly Operation[],
  ) {
    this.asBuilt = [...rows.children];
    this.selects = new Map(FILTERS.map((filter) => [filter, this.select(filter)]));
    this.text.addEventListener("input", () => this.change("replaceState"));
    for (const field of this.selects.values()) field.addEventListener("change", () => this.change("pushState"));
    onWindow("popstate", () => this.show());
    place.classList.add("hl-explorer__bar");
    place.replaceChildren(this.text, ...this.selects.values(), this.count);
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
    if (this.text.value !== state.text) this.text.value = state.text;
    for (const [filter, field] of this.selects) {
      const value = state[filter];
      if (![...field.options].some((option) => option.value === value)) field.append(element("option", { value }, `${value} (0)`));
      field.value = value;
    }
    const filtered = toQuery(state) !== "";
    for (const pager of document.querySelectorAll<HTMLElement>(".hl-pager")) pager.hidden = filtered;
    const total = this.operations.length;
    if (!filtered) {
      this.rows.replaceChildren(...this.asBuilt);
      this.count.textContent = `${total.toLocaleString("en")} operations`;
      return;
    }
    const found = matching(this.operations, state);
    this.rows.replaceChildren(...found.slice(0, MOST).map((one) => this.row(one)));
    const first = found.length > MOST ? `, the first ${MOST} shown` : "";
    this.count.textContent = `${found.length.toLocaleString("en")} of ${total.toLocaleString("en")} operations${first}`;
  }

  /** One operation in the markup that views/apis gives it. */
  private row(one: Operation): HTMLElement {
    const verb = element("span", { class: "hl-verb-badge", "data-does": does(one.verb) }, one.verb);
    const link = element("a", { class: "hl-operations__link", href: within(this.root, one.address) }, verb, " ", element("code", {}, one.path));
    const deprecated = one.deprecated ? element("span", { class: "hl-badge", "data-badge": "deprecated" }, "deprecated") : null;
    const api = element("a", { class: "hl-ref", "data-kind": "api", href: within(this.root, one.apiAddress) }, one.apiTitle);
    const cells = [element("td", {}, link, deprecated && " ", deprecated), element("td", {}, one.summary), element("td", {}, api)];
    return element("tr", {}, ...cells, element("td", { class: "hl-wide" }, one.ownerTitle), element("td", { class: "hl-wide" }, one.format));
  }

  private select(filter: Filter): HTMLSelectElement {
    const field = element("select", { class: "hl-select", "aria-label": LABELS[filter] }, element("option", { value: "" }, `${LABELS[filter]}: any`));
    for (const [value, words, count] of valuesOf(this.operations, filter)) field.append(element("option", { value }, `${words} (${count})`));
    field.hidden = field.options.length < 3;
    return field;
  }
}

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#hl-operations-filter:not([data-started])");
  const rows = document.querySelector<HTMLElement>("#hl-operations > tbody");
  const site = window.headland;
  if (!place || !rows || !site) return;
  place.dataset.started = "";
  try {
    new OperationsFilter(place, rows, site.root, readOperations(await fetchData<OperationsData>(site.root, "operations.json")));
  } catch (error) {
    place.before(element("p", { class: "hl-note", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}

document.addEventListener("headland:page", () => void start());
