/** CSV (RFC 4180), safe to open in a spreadsheet, and how a file made on a page is handed over. */

import { element } from "./dom";

export function csvLine(cells: readonly string[]): string {
  return cells.map(cell).join(",");
}

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text (OWASP, CSV injection). */
function cell(value: string): string {
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(content: Blob, name: string): void {
  const link = element("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function csvOf(rows: ReadonlyArray<readonly string[]>): string {
  return [...rows.map(csvLine), ""].join("\r\n");
}

/** The mark at the beginning tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, rows: ReadonlyArray<readonly string[]>): void {
  download(new Blob(["\ufeff", csvOf(rows)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}
