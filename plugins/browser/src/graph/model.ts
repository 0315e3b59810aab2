/** The catalog as a graph: records by number, links between them, and what one may ask for. No DOM here. */

import { fold } from "../text";

export type Link = readonly [source: number, relation: number, target: number];

/** What `assets/headland/graph.json` holds; `views/graph/data.py` says what each place means. */
export interface GraphData {
  readonly version: number;
  readonly kinds: ReadonlyArray<readonly [name: string, label: string, plural: string]>;
  readonly namespaces: readonly string[];
  readonly lifecycles: readonly string[];
  readonly relations: ReadonlyArray<readonly [type: string, words: string, inverse: string, about: string]>;
  readonly nodes: ReadonlyArray<readonly [kind: number, namespace: number, name: string, title: string | 0, owner: number, system: number, domain: number, lifecycle: number, address: string | 0]>;
  readonly edges: readonly number[];
}

export interface Relation {
  readonly type: string;
  /** What stands between source and target in a sentence, and between target and source. */
  readonly words: string;
  readonly inverse: string;
  /** Whether it tells who looks after something, where that belongs, or what it uses. */
  readonly about: "people" | "place" | "use";
}

export interface Item {
  readonly at: number;
  readonly ref: string;
  readonly title: string;
  readonly kind: string;
  readonly label: string;
  /** Numbers of items; -1 where there is none. */
  readonly owner: number;
  readonly system: number;
  readonly domain: number;
  readonly lifecycle: string;
  /** Below the site's root; empty where there is no page. */
  readonly address: string;
  /** Folded title and name, for finding. */
  readonly words: string;
}

/** Records that one looks around from: what hangs on them hangs on too much else to be followed. */
const HUBS = new Set(["group", "user", "system", "domain"]);
const PEOPLE = new Set(["group", "user"]);

export class Network {
  readonly items: readonly Item[];
  readonly relations: readonly Relation[];
  readonly links: readonly Link[];
  readonly kinds: ReadonlyMap<string, { readonly label: string; readonly plural: string }>;
  private readonly numbers: ReadonlyMap<string, number>;
  /** For each item the numbers of its links. */
  private readonly linksOf: ReadonlyArray<readonly number[]>;

  constructor(data: GraphData) {
    this.items = data.nodes.map(([kind, namespace, name, title, owner, system, domain, lifecycle, address], at) => {
      const [kindName, label] = data.kinds[kind] ?? ["", "", ""];
      const place = data.namespaces[namespace] ?? "default";
      const ref = `${kindName}:${place}/${name}`.toLowerCase();
      return {
        at,
        ref,
        title: title === 0 ? name : title,
        kind: kindName,
        label,
        owner,
        system,
        domain,
        lifecycle: data.lifecycles[lifecycle] ?? "",
        address: address === 0 ? `catalog/${place}/${kindName}/${name}/`.toLowerCase() : address,
        words: fold(`${title === 0 ? "" : title} ${name}`),
      };
    });
    this.relations = data.relations.map(([type, words, inverse, about]) => ({ type, words, inverse, about: about as Relation["about"] }));
    this.kinds = new Map(data.kinds.map(([name, label, plural]) => [name, { label, plural }]));
    this.numbers = new Map(this.items.map((item) => [item.ref, item.at]));
    const links: Link[] = [];
    for (let at = 0; at + 2 < data.edges.length; at += 3) links.push([data.edges[at] ?? 0, data.edges[at + 1] ?? 0, data.edges[at + 2] ?? 0]);
    this.links = links;
    const linksOf: number[][] = this.items.map(() => []);
    links.forEach(([source, , target], at) => {
      linksOf[source]?.push(at);
      linksOf[target]?.push(at);
    });
    this.linksOf = linksOf;
  }

  item(at: number): Item | undefined {
    return this.items[at];
  }

  find(ref: string): Item | undefined {
    return this.items[this.numbers.get(ref.toLowerCase()) ?? -1];
  }

  degree(at: number): number {
    return this.linksOf[at]?.length ?? 0;
  }

  linksAt(at: number): readonly Link[] {
    return (this.linksOf[at] ?? []).map((link) => this.links[link] as Link);
  }

  /** The records that words mean, the likeliest first: those that begin with them before those that hold them. */
  search(text: string, limit: number): Item[] {
    const needles = fold(text).split(/\s+/).filter(Boolean);
    if (needles.length === 0) return [];
    const found: Array<readonly [rank: number, item: Item]> = [];
    for (const item of this.items) {
      if (!item.address || !needles.every((needle) => item.words.includes(needle) || item.ref.includes(needle))) continue;
      const first = needles[0] ?? "";
      const starts = item.words.startsWith(first) ? 0 : item.words.includes(` ${first}`) ? 1 : 2;
      found.push([starts * 1000 - Math.min(999, this.degree(item.at)), item]);
    }
    return found.sort(([one], [other]) => one - other).slice(0, limit).map(([, item]) => item);
  }

  /** The relations that are followed where nobody chose: of people who is with whom, of all else what uses what. */
  usual(around: readonly Item[]): Set<string> {
    const withPeople = around.some((item) => PEOPLE.has(item.kind));
    return new Set(this.relations.filter(({ about }) => about !== "people" || withPeople).map(({ type }) => type));
  }

  /** The relations that tell what uses what. */
  uses(): Set<string> {
    return new Set(this.relations.filter(({ about }) => about === "use").map(({ type }) => type));
  }

  isHub(item: Item): boolean {
    return HUBS.has(item.kind);
  }
}

/** A shortest way between two records, whatever way its links lead; null where there is none. */
export function shortestPath(network: Network, from: number, to: number, follows: (link: Link) => boolean): Link[] | null {
  const by = new Map<number, Link | null>([[from, null]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !by.has(to); at += 1) {
    const here = queue[at] as number;
    for (const link of network.linksAt(here)) {
      const next = link[0] === here ? link[2] : link[0];
      if (by.has(next) || !follows(link)) continue;
      by.set(next, link);
      queue.push(next);
    }
  }
  if (!by.has(to)) return null;
  const path: Link[] = [];
  for (let here = to, link = by.get(here); link; link = by.get(here)) {
    path.push(link);
    here = link[0] === here ? link[2] : link[0];
  }
  return path.reverse();
}
