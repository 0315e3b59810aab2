/** The rows as CSV (RFC 4180), safe to open in a spreadsheet. */

import type { Row } from "./model";

const COLUMNS = ["ref", "kind", "name", "title", "type", "lifecycle", "owner", "system", "tags", "findings", "description"] as const;

export function toCsv(rows: readonly Row[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cell(column === "tags" ? row.tags.join(" ") : String(row[column]))).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text (OWASP, CSV injection). */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
