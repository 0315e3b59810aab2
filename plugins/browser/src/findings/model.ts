/** Filters of the Findings page. No DOM here. */

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
