/** The Findings page's filters, over what the page shows or, where it is one of several pages, over all of findings.json. */

import { fold } from "../text";

export const FILTERS = ["severity", "rule", "owner"] as const;
export type Filter = (typeof FILTERS)[number];

export interface Item {
  readonly severity: string;
  readonly rule: string;
  readonly owner: string;
  /** All that can be read in the item, folded. */
  readonly haystack: string;
}

export interface FindingsData {
  readonly version: number;
  readonly columns: readonly string[];
  readonly owners: Readonly<Record<string, string>>;
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

export interface Finding extends Item {
  readonly message: string;
  readonly hint: string;
  readonly file: string;
  readonly line: string;
  readonly ref: string;
  readonly address: string;
  readonly view: string;
  readonly edit: string;
}

export type State = Readonly<Record<Filter | "text", string>>;

export function fromQuery(text: string): State {
  const query = new URLSearchParams(text);
  return { severity: query.get("severity") ?? "", rule: query.get("rule") ?? "", owner: query.get("owner") ?? "", text: query.get("q") ?? "" };
}

export function toQuery(state: State): string {
  const query = new URLSearchParams();
  if (state.text) query.set("q", state.text);
  for (const filter of FILTERS) if (state[filter]) query.set(filter, state[filter]);
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function matches(item: Item, state: State): boolean {
  const needles = fold(state.text).split(/\s+/).filter(Boolean);
  return FILTERS.every((filter) => !state[filter] || item[filter] === state[filter]) && needles.every((needle) => item.haystack.includes(needle));
}

/** The values of a filter with how many items have them, most first. */
export function valuesOf(items: readonly Item[], filter: Filter): Array<readonly [value: string, count: number]> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item[filter], (counts.get(item[filter]) ?? 0) + 1);
  return [...counts].filter(([value]) => value).sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}

export function readFindings(data: FindingsData): Finding[] {
  const place = new Map(data.columns.map((name, index) => [name, index]));
  return data.rows.map((values) => {
    const text = (name: string): string => {
      const value = values[place.get(name) ?? -1];
      return value === null || value === undefined ? "" : String(value);
    };
    const finding = {
      severity: text("severity"),
      rule: text("rule"),
      owner: text("owner"),
      message: text("message"),
      hint: text("hint"),
      file: text("file"),
      line: text("line"),
      ref: text("ref"),
      address: text("address"),
      view: text("view"),
      edit: text("edit"),
    };
    const words = [finding.message, finding.hint, finding.file, finding.ref, finding.rule, data.owners[finding.owner] ?? finding.owner];
    return { ...finding, haystack: fold(words.join("\n")) };
  });
}
