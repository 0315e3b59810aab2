/** The Explorer's page: filter field, chips, facets and table around one state that lives in the address. */

import { saveCsv } from "../csv";
import { element } from "../dom";
import { onWindow } from "../page";
import { filterQuery, fromQuery, toQuery } from "./address";
import { textsOf } from "./csv";
import { Facets, type Label } from "./facets";
import { COLUMNS, EMPTY, FACETS, NONE, readRows, toggled, unfiltered, view, withColumn, type ExplorerData, type Row, type Sort, type State, type View } from "./model";
import { LABELS, short, Table } from "./table";

export class ExplorerPage {
  private readonly rows: readonly Row[];
  private readonly table: Table;
  private readonly facets: Facets;
  private readonly filter = element("input", { type: "search", class: "hl-explorer__filter", placeholder: "Filter by any word", "aria-label": "Filter records by any word", autocomplete: "off", spellcheck: "false" });
  private readonly count = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly chips = element("div", { class: "hl-explorer__chips" });
  private readonly empty = element("p", { class: "hl-explorer__empty" }, "No record has all of this. ");
  private readonly sheet = element("button", { type: "button", class: "hl-button hl-explorer__sheet", "aria-expanded": "false", "aria-controls": "hl-facets" }, "Filters");
  private readonly done = element("button", { type: "button", class: "hl-button hl-explorer__done" });
  private readonly columns = element("div", { class: "hl-explorer__columns", role: "group", "aria-label": "Columns" });
  private readonly link = element("button", { type: "button", class: "hl-button", "data-copy": "", title: "Copy a link that shows this" }, "Link");
  private readonly graph: HTMLAnchorElement | null;
  private state: State;
  private shown: View = { rows: [], counts: view([], EMPTY).counts };
  private readonly label: Label;

  constructor(
    data: ExplorerData,
    root: string,
    private readonly place: HTMLElement,
  ) {
    this.rows = readRows(data);
    this.label = (facet, value) => {
      if (value === NONE) return `no ${facet}`;
      if (facet === "kind") return data.kinds[value]?.label ?? value;
      if (facet === "owner") return data.owners[value] ?? short(value);
      return facet === "system" ? (data.systems[value] ?? short(value)) : value;
    };
    this.table = new Table(data, root, (sort) => this.sort(sort));
    this.facets = new Facets(this.label, (facet, value) => this.go(toggled(this.state, facet, value)));
    const graph = place.dataset.graph;
    this.graph = graph ? element("a", { class: "hl-button", "data-base": graph, title: "Show these records as a graph" }, "Graph") : null;
    this.state = fromQuery(location.search);
    this.filter.value = this.state.text;
    this.build();
    this.draw();
  }

  private build(): void {
    const csv = element("button", { type: "button", class: "hl-button" }, "CSV");
    csv.title = "Download these rows as CSV";
    csv.addEventListener("click", () => saveCsv("records", textsOf(this.shown.rows)));
    const reset = element("button", { type: "button", class: "hl-button" }, "Clear all filters");
    reset.addEventListener("click", () => this.go(unfiltered(this.state)));
    this.empty.append(reset);
    const panel = element("div", { class: "hl-explorer__panel", id: "hl-facets" }, this.facets.element, this.done);
    this.sheet.addEventListener("click", () => this.openSheet(!this.place.classList.contains("hl-explorer--sheet")));
    this.done.addEventListener("click", () => this.openSheet(false));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.openSheet(false);
    });
    const menu = element("details", { class: "hl-explorer__menu" }, element("summary", { class: "hl-button" }, "Columns"), this.columns);
    menu.addEventListener("toggle", () => this.drawColumns());
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    this.filter.addEventListener("input", () => this.go({ ...this.state, text: this.filter.value }, "replace"));
    this.filter.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        this.table.focusRow(0);
      }
    });
    onWindow("popstate", () => this.showAddress());
    this.place.replaceChildren(
      element("div", { class: "hl-explorer__bar" }, this.filter, this.sheet, this.count, menu, this.graph, this.link, csv),
      this.chips,
      element("div", { class: "hl-explorer__main" }, panel, element("div", { class: "hl-explorer__rows" }, this.table.element, this.empty)),
    );
    this.place.classList.add("hl-explorer--on");
  }

  private showAddress(): void {
    this.state = fromQuery(location.search);
    this.filter.value = this.state.text;
    this.draw();
  }

  /** A choice is a step one can go back from; each typed letter is not. */
  private go(state: State, how: "push" | "replace" = "push"): void {
    this.state = state;
    if (state.text !== this.filter.value) this.filter.value = state.text;
    const address = location.pathname + toQuery(state) + location.hash;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.draw();
  }

  private sort(sort: Sort): void {
    // Most findings first is what one wants to see; names run from A.
    const descending = this.state.sort === sort ? !this.state.descending : sort === "findings";
    this.go({ ...this.state, sort, descending });
  }

  private draw(): void {
    this.shown = view(this.rows, this.state);
    const { rows } = this.shown;
    this.facets.show(this.shown, this.state);
    this.table.show(rows, this.state.sort, this.state.descending, this.state.columns);
    this.done.textContent = rows.length === 1 ? "Show 1 record" : `Show ${number(rows.length)} records`;
    this.link.dataset.copy = location.href;
    if (this.graph) this.graph.href = `${this.graph.dataset.base}${filterQuery(this.state)}`;
    this.drawColumns();
    this.empty.hidden = rows.length > 0;
    this.count.textContent = rows.length === this.rows.length ? `${number(rows.length)} records` : `${number(rows.length)} of ${number(this.rows.length)} records`;
    this.drawChips();
  }

  private openSheet(open: boolean): void {
    this.place.classList.toggle("hl-explorer--sheet", open);
    this.sheet.setAttribute("aria-expanded", String(open));
    if (open) this.facets.element.querySelector("input")?.focus({ preventScroll: true });
    else this.sheet.focus({ preventScroll: true });
  }

  private drawColumns(): void {
    const shown = this.table.inSight();
    const held = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.column : undefined;
    const choices = COLUMNS.map((column) => {
      const input = element("input", { type: "checkbox", "data-column": column });
      input.checked = shown.includes(column);
      input.addEventListener("change", () => this.go(withColumn(this.state, this.table.inSight(), column, input.checked)));
      return element("label", { class: "hl-facets__choice" }, input, LABELS[column]);
    });
    const usual = element("button", { type: "button", class: "hl-facets__more" }, "As wide as the screen");
    usual.addEventListener("click", () => this.go({ ...this.state, columns: null }));
    this.columns.replaceChildren(...choices, usual);
    if (held) this.columns.querySelector<HTMLElement>(`[data-column="${held}"]`)?.focus();
  }

  private drawChips(): void {
    const chips = FACETS.flatMap((facet) =>
      this.state.chosen[facet].map((value) => {
        const text = value === NONE ? this.label(facet, value) : `${facet}: ${this.label(facet, value)}`;
        const chip = element("button", { type: "button", class: "hl-chip", title: "Remove this filter" }, text, element("span", { "aria-hidden": "true" }, " ×"));
        chip.addEventListener("click", () => this.go(toggled(this.state, facet, value)));
        return chip;
      }),
    );
    this.sheet.textContent = chips.length > 0 ? `Filters (${chips.length})` : "Filters";
    if (chips.length > 1) {
      const clear = element("button", { type: "button", class: "hl-chip hl-chip--clear" }, "Clear all");
      clear.addEventListener("click", () => this.go({ ...unfiltered(this.state), text: this.state.text }));
      chips.push(clear);
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = chips.length === 0;
  }
}

function number(value: number): string {
  return value.toLocaleString("en");
}
