/** Every table can be had as CSV, and by a link that leads to it. */

import { saveCsv } from "./csv";

const TABLES = "table.hl-table, .md-content table:not([class])";
/** A table of one row is read faster than saved. */
const FEWEST_ROWS = 2;

/** Puts the two buttons above each table, where they take no room of their own: nothing moves when they come. */
export function addTableTools(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>(TABLES)) {
    if (table.dataset.hlTools !== undefined || bodyRows(table) < FEWEST_ROWS) continue;
    table.dataset.hlTools = "";
    const place = table.closest(".hl-scroll, .md-typeset__scrollwrap") ?? table;
    place.before(tools(table));
  }
}

function tools(table: HTMLTableElement): HTMLElement {
  const heading = headingOf(table);
  const words = heading?.textContent?.replace("¶", "").trim() || document.title;
  const csv = button("CSV", `Save as CSV: ${words}`);
  csv.addEventListener("click", () => saveCsv(fileName(words), textsOf(table)));
  const link = button("Link", `Copy a link to this table: ${words}`);
  link.dataset.copy = location.href.replace(/#.*/, "") + (table.id || heading?.id ? `#${table.id || heading?.id}` : "");
  const bar = document.createElement("div");
  bar.className = "hl-tools hl-noprint";
  const inner = document.createElement("div");
  inner.append(csv, link);
  bar.append(inner);
  return bar;
}

function button(words: string, title: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "hl-copy";
  made.title = title;
  made.setAttribute("aria-label", title);
  made.textContent = words;
  return made;
}

function bodyRows(table: HTMLTableElement): number {
  return [...table.tBodies].reduce((total, body) => total + body.rows.length, 0);
}

/** The last heading above the table that a link can lead to. */
function headingOf(table: HTMLTableElement): HTMLElement | undefined {
  const above = [...document.querySelectorAll<HTMLElement>(":is(h1, h2, h3, h4)")];
  return above.reverse().find((heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** What the table's cells say, row by row, its head first. */
function textsOf(table: HTMLTableElement): string[][] {
  return [...table.rows].map((row) => [...row.cells].map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim()));
}

/** Words as the name of a file. */
export function fileName(words: string): string {
  const name = words.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-");
  return name.replace(/^-+|-+$/g, "").toLowerCase().slice(0, 60) || "table";
}
