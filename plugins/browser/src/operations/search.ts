/** Operations as the search finds them: by path, name, verb or summary; the API's title helps, but alone finds none. */

import { fold } from "../text";
import { readOperations, type Operation, type OperationsData } from "./model";

export interface OperationHits {
  readonly hits: readonly Operation[];
  readonly count: number;
  /** Whether the query is plainly about an operation: it begins like a path, or with a verb before one. */
  readonly meant: boolean;
}

const SHOWN = 6;
const PATH_LIKE = /^(?:(?:get|put|post|patch|delete|head|options|query|mutation|rpc|send|receive|publish|subscribe)\s+)?\/|^(?:get|put|post|patch|delete)\s+\S/i;

interface Entry {
  readonly operation: Operation;
  readonly own: string;
  readonly verb: string;
  readonly path: string;
  readonly api: string;
}

export class OperationSearch {
  private readonly entries: readonly Entry[];

  constructor(data: OperationsData) {
    const operations = readOperations(data);
    this.entries = operations.map((operation, at) => ({
      operation,
      own: fold(`${operation.path} ${data.rows[at]![3]} ${operation.summary}`),
      verb: fold(operation.verb),
      path: fold(operation.path),
      api: fold(operation.apiTitle),
    }));
  }

  find(query: string): OperationHits {
    const needles = fold(query).split(/\s+/).filter(Boolean);
    const found: Array<readonly [rank: number, entry: Entry]> = [];
    if (needles.join("").length > 1) {
      for (const entry of this.entries) {
        const rank = rankOf(entry, needles);
        if (rank !== null) found.push([rank, entry]);
      }
    }
    found.sort(([one, first], [other, second]) => one - other || first.path.length - second.path.length);
    return { hits: found.slice(0, SHOWN).map(([, entry]) => entry.operation), count: found.length, meant: PATH_LIKE.test(query.trim()) };
  }
}

/** 0 for the very path, then those that begin so, then those that have it; null where a word is found nowhere. */
function rankOf(entry: Entry, needles: readonly string[]): number | null {
  let own = false;
  let inPath = true;
  for (const needle of needles) {
    if (needle === entry.verb) continue;
    if (entry.own.includes(needle)) own = true;
    else if (!entry.api.includes(needle)) return null;
    if (!entry.path.includes(needle)) inPath = false;
  }
  if (!own) return null;
  const last = needles[needles.length - 1]!;
  if (entry.path === last) return 0;
  if (entry.path.startsWith(last)) return 1;
  return inPath ? 2 : 3;
}
