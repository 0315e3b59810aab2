/** The Explorer's state in the query string: what the address says is what is shown. */

import { COLUMNS, EMPTY, FACETS, SORTS, type Facet, type Sort, type State } from "./model";

export function toQuery(state: State): string {
  const query = new URLSearchParams();
  if (state.text) query.set("q", state.text);
  for (const facet of FACETS) for (const value of state.chosen[facet]) query.append(facet, value);
  if (state.sort !== EMPTY.sort || state.descending) query.set("sort", (state.descending ? "-" : "") + state.sort);
  if (state.columns) query.set("columns", state.columns.join(" "));
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** What is filtered, without how it is shown: other pages take the same words for the same set. */
export function filterQuery(state: State): string {
  return toQuery({ ...EMPTY, text: state.text, chosen: state.chosen });
}

/** Whatever a hand-written address may hold, a state comes out; what is not understood is ignored. */
export function fromQuery(text: string): State {
  const query = new URLSearchParams(text);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, [...new Set(query.getAll(facet))]])) as Record<Facet, string[]>;
  const sort = query.get("sort") ?? EMPTY.sort;
  const descending = sort.startsWith("-");
  const columns = query.get("columns");
  const name = descending ? sort.slice(1) : sort;
  const known = (SORTS as readonly string[]).includes(name);
  return {
    text: query.get("q") ?? "",
    chosen,
    sort: known ? (name as Sort) : EMPTY.sort,
    descending: known && descending,
    columns: columns === null ? null : COLUMNS.filter((column) => columns.split(/[ ,]+/).includes(column)),
  };
}
