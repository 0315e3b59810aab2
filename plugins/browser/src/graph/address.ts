/** The graph's state in the query string: what the address says is what is drawn. The filters have the Explorer's names. */

import { fromQuery as filtersFrom, toQuery as filtersTo } from "../explorer/address";
import { EMPTY, FACETS, type State as Filters } from "../explorer/model";

export const STEPS = [1, 2, 3] as const;
export const USUAL_STEPS = 2;
/** A drawing has at most some forty nodes at first sight. */
export const USUAL_LIMIT = 40;
export const LARGEST_LIMIT = 320;

export interface State {
  /** References: the record looked at, and the one that a way is looked for to; empty where there is none. */
  readonly of: string;
  readonly to: string;
  readonly steps: number;
  /** Types of relations that are followed; none chosen means the usual ones. */
  readonly relations: readonly string[];
  readonly domains: readonly string[];
  readonly filters: Filters;
  /** Whether the whole catalog is asked for. */
  readonly all: boolean;
  /** Clusters that were opened. */
  readonly open: readonly string[];
  readonly limit: number;
}

export const START: State = { of: "", to: "", steps: USUAL_STEPS, relations: [], domains: [], filters: EMPTY, all: false, open: [], limit: USUAL_LIMIT };

export function toQuery(state: State): string {
  const query = new URLSearchParams();
  if (state.of) query.set("of", state.of);
  if (state.to) query.set("to", state.to);
  if (state.steps !== USUAL_STEPS) query.set("steps", String(state.steps));
  if (state.all) query.set("view", "all");
  for (const relation of state.relations) query.append("relation", relation);
  for (const domain of state.domains) query.append("domain", domain);
  for (const [name, value] of new URLSearchParams(filtersTo({ ...state.filters, sort: EMPTY.sort, descending: false }))) query.append(name, value);
  for (const cluster of state.open) query.append("open", cluster);
  if (state.limit !== USUAL_LIMIT) query.set("limit", String(state.limit));
  // References are easier to read, and to write by hand, with their colons and slashes.
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text ? `?${text}` : "";
}

/** Whatever a hand-written address may hold, a state comes out; what is not understood is ignored. */
export function fromQuery(text: string): State {
  const query = new URLSearchParams(text);
  const several = (name: string): string[] => [...new Set(query.getAll(name).filter(Boolean))];
  const whole = (name: string, usual: number, most: number): number => {
    const value = Number(query.get(name));
    return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : usual;
  };
  return {
    of: reference(query.get("of")),
    to: reference(query.get("to")),
    steps: whole("steps", USUAL_STEPS, Math.max(...STEPS)),
    relations: several("relation"),
    domains: several("domain").map(reference),
    filters: filtersFrom(text),
    all: query.get("view") === "all",
    open: several("open"),
    limit: whole("limit", USUAL_LIMIT, LARGEST_LIMIT),
  };
}

export function isFiltered(state: State): boolean {
  return state.domains.length > 0 || state.filters.text !== "" || FACETS.some((facet) => state.filters.chosen[facet].length > 0);
}

/** `component:payments` is as good as `component:default/payments`, in any case. */
function reference(text: string | null): string {
  const lower = (text ?? "").trim().toLowerCase();
  const [kind, rest] = lower.split(":", 2);
  return rest === undefined || rest.includes("/") ? lower : `${kind}:default/${rest}`;
}
