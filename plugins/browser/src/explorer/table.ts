/** A table of any length of which only the rows in sight exist. The page itself scrolls; rows are of one height. */

import { element, within } from "../dom";
import { onWindow } from "../page";
import { COLUMNS, SORTS, type Column, type ExplorerData, type Row, type Sort } from "./model";

export const LABELS: Readonly<Record<Column | "title", string>> = { title: "Name", kind: "Kind", type: "Type", owner: "Owner", system: "System", lifecycle: "Lifecycle", tags: "Tags", findings: "Findings", ref: "Reference", description: "Description" };

/** Those that are shown where none were chosen; of them a narrow screen leaves some out. */
const USUAL: readonly Column[] = COLUMNS.filter((column) => column !== "tags" && column !== "ref");
/** Rows kept above and below the ones in sight, so that scrolling and Tab find them there. */
const MARGIN = 12;

export class Table {
  readonly element: HTMLTableElement;
  private readonly body = element("tbody");
  private readonly heads = new Map<Sort, HTMLTableCellElement>();
  private rows: readonly Row[] = [];
  private first = -1;
  private last = -1;
  private awaited = false;
  private readonly headRow = element("tr", { "aria-rowindex": 1 });
  private columns: readonly Column[] = [];

  constructor(
    private readonly data: ExplorerData,
    private readonly root: string,
    private readonly onSort: (sort: Sort) => void,
  ) {
    this.element = element("table", { class: "hl-explorer__table" }, element("thead", {}, this.headRow), this.body);
    const later = () => {
      if (this.awaited) return;
      this.awaited = true;
      requestAnimationFrame(() => {
        this.awaited = false;
        if (this.element.isConnected) this.draw();
      });
    };
    onWindow("scroll", later);
    onWindow("resize", later);
    this.body.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** The columns that are in sight, which without a choice depend on the width of the screen. */
  inSight(): Column[] {
    return this.columns.filter((column) => {
      const head = this.headRow.querySelector(`.hl-explorer__${column}`);
      return head !== null && getComputedStyle(head).display !== "none";
    });
  }

  show(rows: readonly Row[], sort: Sort, descending: boolean, chosen: readonly Column[] | null): void {
    this.rows = rows;
    this.drawHeads(chosen ?? USUAL);
    this.element.classList.toggle("hl-explorer__table--chosen", chosen !== null);
    this.first = this.last = -1;
    this.element.setAttribute("aria-rowcount", String(rows.length + 1));
    for (const [name, head] of this.heads) {
      if (name === sort) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.draw();
  }

  private drawHeads(columns: readonly Column[]): void {
    if (this.headRow.hasChildNodes() && columns.join() === this.columns.join()) return;
    this.columns = columns;
    this.heads.clear();
    const heads = (["title", ...columns] as const).map((name) => {
      const head = element("th", { scope: "col", class: `hl-explorer__${name}` });
      const sort = SORTS.find((one) => one === name);
      if (sort) {
        const button = element("button", { type: "button" }, LABELS[name]);
        button.addEventListener("click", () => this.onSort(sort));
        head.append(button);
        this.heads.set(sort, head);
      } else head.append(LABELS[name]);
      return head;
    });
    this.headRow.replaceChildren(...heads);
  }

  focusRow(index: number): void {
    if (index < 0 || index >= this.rows.length) return;
    if (index < this.first || index >= this.last) {
      scrollTo({ top: this.body.getBoundingClientRect().top + scrollY + index * this.height() - innerHeight / 2 });
      this.draw();
    }
    this.body.querySelector<HTMLElement>(`tr[aria-rowindex="${index + 2}"] a`)?.focus();
  }

  private height(): number {
    return parseFloat(getComputedStyle(this.element).getPropertyValue("--hl-row")) || 40;
  }

  private draw(): void {
    const height = this.height();
    const top = this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.min(this.rows.length, Math.floor(-top / height)) - MARGIN);
    const last = Math.min(this.rows.length, Math.max(0, Math.ceil((innerHeight - top) / height)) + MARGIN);
    if (first === this.first && last === this.last) return;
    const held = document.activeElement?.closest("tr")?.getAttribute("aria-rowindex");
    this.first = first;
    this.last = last;
    const shown = this.rows.slice(first, last).map((row, at) => this.row(row, first + at));
    this.body.replaceChildren(space(first * height), ...shown, space((this.rows.length - last) * height));
    if (held) this.body.querySelector<HTMLElement>(`tr[aria-rowindex="${held}"] a`)?.focus({ preventScroll: true });
  }

  private row(row: Row, index: number): HTMLTableRowElement {
    const kind = this.data.kinds[row.kind];
    const badge = element("span", { class: "hl-kind", "data-kind": row.kind.toLowerCase() }, kind?.label ?? row.kind);
    const owner = this.data.owners[row.owner] ?? short(row.owner);
    const system = this.data.systems[row.system] ?? short(row.system);
    const tags = row.tags.join(", ");
    const cells: Readonly<Record<Column, readonly [content: Node | string, title: string]>> = {
      kind: [badge, ""],
      type: [row.type, row.type],
      owner: [owner, owner],
      system: [system, system],
      lifecycle: [row.lifecycle, row.lifecycle],
      tags: [tags, tags],
      findings: [row.findings > 0 ? String(row.findings) : "", ""],
      ref: [row.ref, row.ref],
      description: [row.description, row.description],
    };
    const name = element("a", { href: within(this.root, row.address), title: row.title === row.name ? row.title : `${row.title} (${row.name})` }, row.title);
    return element(
      "tr",
      { "aria-rowindex": index + 2 },
      element("td", { class: "hl-explorer__title" }, name),
      ...this.columns.map((column) => element("td", { class: `hl-explorer__${column}`, title: cells[column][1] || null }, cells[column][0])),
    );
  }

  private onKey(event: KeyboardEvent): void {
    const at = Number(document.activeElement?.closest("tr")?.getAttribute("aria-rowindex") ?? 0) - 2;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || at < 0) return;
    event.preventDefault();
    this.focusRow(at + step);
  }
}

/** `component:default/payments` -> `payments`: the place within one organisation is mostly plain. */
export function short(ref: string): string {
  return ref.replace(/^[^:/]+:/, "").replace(/^default\//, "");
}

function space(height: number): HTMLTableRowElement {
  // Without colspan: with it, columns that a narrow screen leaves out would still be given their width.
  const cell = element("td");
  cell.style.height = `${height}px`;
  return element("tr", { class: "hl-explorer__space", "aria-hidden": "true" }, cell);
}
