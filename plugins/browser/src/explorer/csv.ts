/** The Explorer's rows as a table of texts. */

import type { Row } from "./model";

const COLUMNS = ["ref", "kind", "name", "title", "type", "lifecycle", "owner", "system", "tags", "findings", "description"] as const;

export function textsOf(rows: readonly Row[]): string[][] {
  return [[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => (column === "tags" ? row.tags.join(" ") : String(row[column]))))];
}
