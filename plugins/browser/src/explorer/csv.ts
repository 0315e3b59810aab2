/** The rows as CSV. */

import { csvLine } from "../csv";
import type { Row } from "./model";

const COLUMNS = ["ref", "kind", "name", "title", "type", "lifecycle", "owner", "system", "tags", "findings", "description"] as const;

export function toCsv(rows: readonly Row[]): string {
  const lines = rows.map((row) => csvLine(COLUMNS.map((column) => (column === "tags" ? row.tags.join(" ") : String(row[column])))));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}
