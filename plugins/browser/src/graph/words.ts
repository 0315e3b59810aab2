/** A scene in words: what is linked with what, as sentences, and the same as a table. */

import type { Link, Network } from "./model";
import type { SceneEdge } from "./scene";

/** What an arrow says: `calls`, or `calls (3), depends on`. */
export function edgeWords(network: Network, edge: SceneEdge): string {
  return [...edge.relations].map(([relation, count]) => `${network.relations[relation]?.words ?? ""}${count > 1 ? ` (${count.toLocaleString("en")})` : ""}`).join(", ");
}

/** One step of a way, as it is walked: `Shop calls Payments API`. */
export interface Step {
  readonly from: number;
  readonly words: string;
  readonly to: number;
}

export function stepsOf(network: Network, start: number, path: readonly Link[]): Step[] {
  let here = start;
  return path.map(([source, relation, target]) => {
    const forward = source === here;
    const from = here;
    here = forward ? target : source;
    const found = network.relations[relation];
    return { from, words: (forward ? found?.words : found?.inverse) ?? "", to: here };
  });
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
