/** Which records a state leaves: the Explorer's own filters, so that a link from there shows the same set. */

import { NONE, view, type Facet, type Row } from "../explorer/model";
import { isFiltered, type State } from "./address";
import type { Item, Network } from "./model";
import type { Shown } from "./scene";

/** What the graph's own data knows; for the rest the Explorer's rows are needed. */
const KNOWN = ["kind", "owner", "system", "lifecycle"] as const;

export function needsRows(state: State): boolean {
  return state.filters.text !== "" || state.filters.chosen.type.length > 0 || state.filters.chosen.tag.length > 0;
}

export function shownOf(network: Network, state: State, rows: readonly Row[]): Shown {
  if (!isFiltered(state)) return null;
  const domains = new Set(state.domains);
  const wanted = KNOWN.map((facet) => [facet, new Set(state.filters.chosen[facet])] as const).filter(([, values]) => values.size > 0);
  const listed = needsRows(state) ? new Set(view(rows, state.filters).rows.map(({ ref }) => ref)) : null;
  const shown = new Set<number>();
  for (const item of network.items) {
    if (domains.size > 0 && !domains.has(domainOf(network, item))) continue;
    if (!wanted.every(([facet, values]) => values.has(valueOf(network, item, facet)))) continue;
    if (listed === null || listed.has(item.ref)) shown.add(item.at);
  }
  return shown;
}

/** The domain that something is in; a domain is in itself. */
export function domainOf(network: Network, item: Item): string {
  return item.kind === "domain" ? item.ref : (network.item(item.domain)?.ref ?? NONE);
}

export function valueOf(network: Network, item: Item, facet: Facet): string {
  if (facet === "owner") return network.item(item.owner)?.ref ?? NONE;
  if (facet === "system") return network.item(item.system)?.ref ?? NONE;
  return (facet === "kind" ? item.kind : item.lifecycle) || NONE;
}
