/** The Explorer's data and questions: filter, count, sort. No DOM here. */

import { fold } from "../text";

export interface ExplorerData {
  readonly version: number;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
  readonly owners: Readonly<Record<string, string>>;
  readonly systems: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, { readonly label: string; readonly color?: string }>>;
}

export interface Row {
  readonly ref: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly lifecycle: string;
  readonly owner: string;
  readonly system: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly address: string;
  readonly findings: number;
  /** All that the text filter looks at, folded. */
  readonly haystack: string;
}

export const FACETS = ["kind", "type", "owner", "system", "lifecycle", "tag"] as const;
export type Facet = (typeof FACETS)[number];

export const SORTS = ["title", "kind", "type", "owner", "lifecycle", "system", "findings"] as const;
export type Sort = (typeof SORTS)[number];

/** What may stand beside a record's name, in this order. */
export const COLUMNS = ["kind", "type", "owner", "system", "lifecycle", "tags", "findings", "ref", "description"] as const;
export type Column = (typeof COLUMNS)[number];

/** What a record without a value stands under, so that one can ask for "no owner". */
export const NONE = "-";

export interface State {
  readonly text: string;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly sort: Sort;
  readonly descending: boolean;
  /** The columns that were chosen; null for those that the width of the screen has room for. */
  readonly columns: readonly Column[] | null;
}

export const EMPTY: State = {
  text: "",
  chosen: { kind: [], type: [], owner: [], system: [], lifecycle: [], tag: [] },
  sort: "title",
  descending: false,
  columns: null,
};

export interface View {
  readonly rows: readonly Row[];
  /** For each facet, how many rows each value would leave with the other filters as they are. */
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
}

export function readRows(data: ExplorerData): Row[] {
  const place = new Map(data.columns.map((name, index) => [name, index]));
  return data.rows.map((values) => {
    const value = (name: string): unknown => values[place.get(name) ?? -1];
    const text = (name: string): string => {
      const found = value(name);
      return typeof found === "string" ? found : "";
    };
    const tags = value("tags");
    const row = {
      ref: text("ref"),
      kind: text("kind"),
      namespace: text("namespace"),
      name: text("name"),
      title: text("title") || text("name"),
      type: text("type"),
      lifecycle: text("lifecycle"),
      owner: text("owner"),
      system: text("system"),
      tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === "string") : text("tags").split(" ").filter(Boolean),
      description: text("description"),
      address: text("address"),
      findings: Number(value("findings") ?? 0),
    };
    const owner = data.owners[row.owner] ?? row.owner;
    const system = data.systems[row.system] ?? row.system;
    const haystack = fold([row.title, row.name, row.kind, row.type, owner, system, row.tags.join(" "), row.description].join("\n"));
    return { ...row, haystack };
  });
}

/** The values under which a row is counted in a facet. */
export function valuesOf(row: Row, facet: Facet): readonly string[] {
  if (facet === "tag") return row.tags.length > 0 ? row.tags : [NONE];
  return [row[facet] || NONE];
}

/** One pass: a row that fails one facet alone still counts there, since choosing its value as well would bring it in. */
export function view(rows: readonly Row[], state: State): View {
  const needles = fold(state.text).split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<Facet, Map<string, number>>;
  const active = FACETS.filter((facet) => state.chosen[facet].length > 0).map((facet) => [facet, new Set(state.chosen[facet])] as const);
  const shown: Row[] = [];
  for (const row of rows) {
    if (!needles.every((needle) => row.haystack.includes(needle))) continue;
    const failed = active.filter(([facet, wanted]) => !valuesOf(row, facet).some((value) => wanted.has(value)));
    if (failed.length > 1) continue;
    for (const facet of failed[0] ? [failed[0][0]] : FACETS) {
      const map = counts[facet];
      for (const value of valuesOf(row, facet)) map.set(value, (map.get(value) ?? 0) + 1);
    }
    if (failed.length === 0) shown.push(row);
  }
  return { rows: sorted(shown, state.sort, state.descending), counts };
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Rows without the value come last either way; equal ones keep the order of the data, which is by title. */
function sorted(rows: Row[], sort: Sort, descending: boolean): Row[] {
  const sign = descending ? -1 : 1;
  if (sort === "title") return descending ? rows.reverse() : rows;
  if (sort === "findings") return rows.sort((one, other) => sign * (one.findings - other.findings));
  // Comparing names is dear, and there are few different ones: each is given its place once.
  const distinct = [...new Set(rows.map((row) => row[sort]))].filter(Boolean).sort(collator.compare);
  const place = new Map(distinct.map((value, index) => [value, sign * index]));
  return rows.sort((one, other) => (place.get(one[sort]) ?? Infinity) - (place.get(other[sort]) ?? Infinity) || 0);
}

/** The facet's values in order of count, "none" last; chosen ones that are not there any more are included with 0. */
export function choices(counts: ReadonlyMap<string, number>, chosen: readonly string[]): Array<readonly [value: string, count: number]> {
  const all = new Map(counts);
  for (const value of chosen) if (!all.has(value)) all.set(value, 0);
  const last = (value: string) => Number(value === NONE);
  return [...all].sort(([one, many], [other, more]) => last(one) - last(other) || more - many || collator.compare(one, other));
}

export function toggled(state: State, facet: Facet, value: string): State {
  const before = state.chosen[facet];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { ...state, chosen: { ...state.chosen, [facet]: after } };
}

/** The same order and columns, with nothing filtered. */
export function unfiltered(state: State): State {
  return { ...state, text: "", chosen: EMPTY.chosen };
}

/** The state with a column more or less; `shown` are those in sight. */
export function withColumn(state: State, shown: readonly Column[], column: Column, on: boolean): State {
  return { ...state, columns: COLUMNS.filter((one) => (one === column ? on : shown.includes(one))) };
}
