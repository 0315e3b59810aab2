/** All operations of the organisation, as operations.json has them: for the hub of APIs and for the search. No DOM here. */

import { fold } from "../text";

export interface OperationsData {
  readonly version: number;
  readonly columns: readonly string[];
  /** ref, title, format, owner, lifecycle, address */
  readonly apis: ReadonlyArray<readonly [string, string, string, string, string, string]>;
  readonly owners: Readonly<Record<string, string>>;
  /** place in `apis`, verb, path, name, summary, rest of the address, 1 where deprecated */
  readonly rows: ReadonlyArray<readonly [number, string, string, string, string, string, number]>;
}

export const FILTERS = ["api", "verb", "format", "owner"] as const;
export type Filter = (typeof FILTERS)[number];
export type State = Readonly<Record<Filter | "text", string>>;

export interface Operation {
  readonly api: string;
  readonly apiTitle: string;
  readonly apiAddress: string;
  readonly verb: string;
  readonly path: string;
  readonly summary: string;
  readonly format: string;
  readonly owner: string;
  readonly ownerTitle: string;
  readonly address: string;
  readonly deprecated: boolean;
  readonly haystack: string;
}

export function readOperations(data: OperationsData): Operation[] {
  return data.rows.map(([at, verb, path, name, summary, rest, deprecated]) => {
    const [api, apiTitle, format, owner, , apiAddress] = data.apis[at]!;
    const ownerTitle = data.owners[owner] ?? "";
    const haystack = fold(`${verb} ${path} ${name} ${summary} ${apiTitle} ${ownerTitle}`);
    return { api, apiTitle, apiAddress, verb, path, summary, format, owner, ownerTitle, address: apiAddress + rest, deprecated: deprecated === 1, haystack };
  });
}

export function fromQuery(text: string): State {
  const query = new URLSearchParams(text);
  const of = (name: string): string => query.get(name) ?? "";
  return { api: of("api"), verb: of("verb"), format: of("format"), owner: of("owner"), text: of("q") };
}

export function toQuery(state: State): string {
  const query = new URLSearchParams();
  if (state.text) query.set("q", state.text);
  for (const filter of FILTERS) if (state[filter]) query.set(filter, state[filter]);
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function matching(operations: readonly Operation[], state: State): Operation[] {
  const needles = fold(state.text).split(/\s+/).filter(Boolean);
  const filters = FILTERS.filter((filter) => state[filter]);
  return operations.filter((one) => filters.every((filter) => one[filter] === state[filter]) && needles.every((needle) => one.haystack.includes(needle)));
}

/** The values of a filter, each with its words and how many operations have it, most first. */
export function valuesOf(operations: readonly Operation[], filter: Filter): Array<readonly [value: string, words: string, count: number]> {
  const counts = new Map<string, [string, number]>();
  for (const one of operations) {
    const value = one[filter];
    if (!value) continue;
    const words = filter === "api" ? one.apiTitle : filter === "owner" ? one.ownerTitle || value : value;
    const known = counts.get(value);
    counts.set(value, [words, (known?.[1] ?? 0) + 1]);
  }
  return [...counts].map(([value, [words, count]]) => [value, words, count] as const).sort((one, other) => other[2] - one[2] || (one[1] < other[1] ? -1 : 1));
}

/** What a verb does, as views/definition/model.py says it, for its colour. */
export function does(verb: string): string {
  if (/^(GET|HEAD|QUERY|OPTIONS)$/.test(verb)) return "read";
  if (/^(POST|PUT|PATCH|MUTATION)$/.test(verb)) return "write";
  if (verb === "DELETE") return "remove";
  if (/^(SEND|PUBLISH)$/.test(verb)) return "send";
  return /^(RECEIVE|SUBSCRIBE|SUBSCRIPTION|WEBHOOK)$/.test(verb) ? "receive" : "other";
}
