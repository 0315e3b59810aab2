/** The Changes page's filter: by kind, owner and words, over all of changes.json. No DOM here. */

import { fold } from "../text";

export const FILTERS = ["kind", "owner"] as const;
export type Filter = (typeof FILTERS)[number];
export type State = Readonly<Record<Filter | "text", string>>;

export interface ChangesData {
  readonly version: number;
  readonly kinds: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, string>>;
  readonly items: ReadonlyArray<readonly [title: string, kind: string, owner: string, address: string]>;
  readonly changes: ReadonlyArray<readonly [when: string, author: string, subject: string, url: string, items: readonly number[], fresh: readonly number[]]>;
}

export interface Item {
  readonly title: string;
  readonly kind: string;
  readonly owner: string;
  readonly address: string;
  /** All that can be read of the item, folded. */
  readonly haystack: string;
}

export interface Change {
  readonly when: string;
  readonly author: string;
  readonly subject: string;
  readonly url: string;
  readonly items: readonly Item[];
  readonly fresh: ReadonlySet<Item>;
  readonly haystack: string;
}

export function readChanges(data: ChangesData): Change[] {
  const items = data.items.map(([title, kind, owner, address]) => ({ title, kind, owner, address, haystack: fold(`${title}\n${address}`) }));
  const of = (places: readonly number[]): Item[] => places.flatMap((place) => items[place] ?? []);
  return data.changes.map(([when, author, subject, url, places, fresh]) => ({ when, author, subject, url, items: of(places), fresh: new Set(of(fresh)), haystack: fold(`${subject}\n${author}`) }));
}

export function fromQuery(text: string): State {
  const query = new URLSearchParams(text);
  return { kind: query.get("kind") ?? "", owner: query.get("owner") ?? "", text: query.get("q") ?? "" };
}

export function toQuery(state: State): string {
  const query = new URLSearchParams();
  if (state.text) query.set("q", state.text);
  for (const filter of FILTERS) if (state[filter]) query.set(filter, state[filter]);
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** The changes that fit, each with those of its items that do. A word may stand in the change or in the item. */
export function matching(changes: readonly Change[], state: State): Change[] {
  const needles = fold(state.text).split(/\s+/).filter(Boolean);
  return changes.flatMap((change) => {
    const open = needles.filter((needle) => !change.haystack.includes(needle));
    const items = change.items.filter((item) => FILTERS.every((filter) => !state[filter] || item[filter] === state[filter]) && open.every((needle) => item.haystack.includes(needle)));
    return items.length > 0 ? [{ ...change, items }] : [];
  });
}

/** A row for each pair of a change and what it changed. */
export function textsOf(changes: readonly Change[]): string[][] {
  const rows = changes.flatMap((change) => change.items.map((item) => [change.when, change.author, change.subject, item.kind, item.title, item.owner, change.fresh.has(item) ? "yes" : "", item.address, change.url]));
  return [["when", "author", "change", "kind", "title", "owner", "new", "address", "commit"], ...rows];
}

/** The values of a filter with how many changes have them, most first. */
export function valuesOf(changes: readonly Change[], filter: Filter): Array<readonly [value: string, count: number]> {
  const counts = new Map<string, number>();
  for (const change of changes) for (const value of new Set(change.items.map((item) => item[filter]))) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}
