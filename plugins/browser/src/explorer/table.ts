/** A table of any length of which only the rows in sight exist. The page itself scrolls; rows are of one height. */

import { element, within } from "../dom";
import type { ExplorerData, Row, Sort } from "./model";

const COLUMNS: ReadonlyArray<readonly [sort: Sort | null, label: string, name: string]> = [
  ["title", "Name", "title"],
  ["kind", "Kind", "kind"],
  ["type", "Type", "type"],
  ["owner", "Owner", "owner"],
  ["system", "System", "system"],
  ["lifecycle", "Lifecycle", "lifecycle"],
  ["findings", "Findings", "findings"],
  [null, "Description", "description"],
];
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

  constructor(
    private readonly data: ExplorerData,
    private readonly root: string,
    onSort: (sort: Sort) => void,
  ) {
    const heads = COLUMNS.map(([sort, label, name]) => {
      const head = element("th", { scope: "col", class: `hl-explorer__${name}` });
      if (sort) {
        const button = element("button", { type: "button" }, label);
        button.addEventListener("click", () => onSort(sort));
        head.append(button);
        this.heads.set(sort, head);
      } else head.append(label);
      return head;
    });
    this.element = element("table", { class: "hl-explorer__table" }, element("thead", {}, element("tr", { "aria-rowindex": 1 }, ...heads)), this.body);
    const later = () => {
      if (this.awaited) return;
      this.awaited = true;
      requestAnimationFrame(() => {
        this.awaited = false;
        if (this.element.isConnected) this.draw();
      });
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later, { passive: true });
    this.body.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(rows: readonly Row[], sort: Sort, descending: boolean): void {
    this.rows = rows;
    this.first = this.last = -1;
    this.element.setAttribute("aria-rowcount", String(rows.length + 1));
    for (const [name, head] of this.heads) {
      if (name === sort) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.draw();
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
    const cells: ReadonlyArray<readonly [name: string, content: Node | string, title: string]> = [
      ["title", element("a", { href: within(this.root, row.address), title: row.title === row.name ? row.title : `${row.title} (${row.name})` }, row.title), ""],
      ["kind", badge, ""],
      ["type", row.type, row.type],
      ["owner", owner, owner],
      ["system", system, system],
      ["lifecycle", row.lifecycle, row.lifecycle],
      ["findings", row.findings > 0 ? String(row.findings) : "", ""],
      ["description", row.description, row.description],
    ];
    return element(
      "tr",
      { "aria-rowindex": index + 2 },
      ...cells.map(([name, content, title]) => element("td", { class: `hl-explorer__${name}`, title: title || null }, content)),
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
