/** Scenes: which nodes and arrows are drawn for a state, at most so many; the rest is grouped and counted. No DOM here. */

import { isFiltered, type State } from "./address";
import { shortestPath, type Item, type Link, type Network } from "./model";

export interface SceneNode {
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  /** The record, where it is one and no group of several. */
  readonly item: Item | null;
  /** The records that a group stands for. */
  readonly members: readonly number[];
  readonly style: "" | "subject" | "more" | "missing" | "cluster";
}

export interface SceneEdge {
  readonly source: string;
  readonly target: string;
  /** The relations that it stands for, with how many links of each. */
  readonly relations: ReadonlyMap<number, number>;
}

export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** The way between two records, where one was asked for and found. */
  readonly path: readonly Link[] | null;
  /** What the reader should know about what is drawn. */
  readonly remark: string;
}

/** Which records are shown; null means all. */
export type Shown = ReadonlySet<number> | null;

const NOTHING: Scene = { nodes: [], edges: [], path: null, remark: "" };

/** More arrows than twice the nodes are a hairball, and more than this take a layout seconds. */
const MOST_EDGES = 300;

export function sceneOf(network: Network, state: State, shown: Shown): Scene {
  return thinned(sceneWhole(network, state, shown), network.find(state.of)?.ref ?? "");
}

/** Of too many arrows those of the record that is looked at and the strongest stay, and how many there are is said. */
function thinned(scene: Scene, subject: string): Scene {
  const most = Math.min(MOST_EDGES, Math.max(80, 2 * scene.nodes.length));
  if (scene.edges.length <= most) return scene;
  // What leads to the rest in one heap is strong by its size alone.
  const weight = (edge: SceneEdge): number => (edge.source === OTHERS || edge.target === OTHERS ? 0 : edge.source === subject || edge.target === subject ? Infinity : [...edge.relations.values()].reduce((sum, links) => sum + links, 0));
  const ranked = scene.edges.map((edge) => [weight(edge), edge] as const).sort(([one], [other]) => (one === other ? 0 : other - one));
  const kept = new Set(ranked.slice(0, most).map(([, edge]) => edge));
  const remark = `Of ${scene.edges.length.toLocaleString("en")} arrows the ${most} strongest are drawn. ${scene.remark}`.trim();
  return { ...scene, edges: scene.edges.filter((edge) => kept.has(edge)), remark };
}

function sceneWhole(network: Network, state: State, shown: Shown): Scene {
  const of = network.find(state.of);
  const to = network.find(state.to);
  if (state.of && !of) return { ...NOTHING, remark: `${state.of} is not in the catalog.` };
  if (state.to && !to) return { ...NOTHING, remark: `${state.to} is not in the catalog.` };
  if (of && to) return between(network, of, to, state);
  if (of) return around(network, of, state, shown);
  return state.all || isFiltered(state) ? whole(network, state, shown) : NOTHING;
}

/** A way between two records. Sharing a team or a system is no link between services: it counts only where nothing else is found. */
function between(network: Network, of: Item, to: Item, state: State): Scene {
  const usual = [of, to].some((end) => network.isHub(end)) ? network.usual([of, to]) : network.uses();
  const chosen = new Set(state.relations.length > 0 ? state.relations : usual);
  let remark = "";
  let path = shortestPath(network, of.at, to.at, follows(network, chosen));
  if (path === null && state.relations.length === 0) {
    path = shortestPath(network, of.at, to.at, () => true);
    if (path !== null) remark = "They are linked only through people, teams, or what they are part of.";
  }
  if (path === null) {
    const nodes = [of, to].map((item) => nodeOf(item, true));
    return { nodes, edges: [], path: null, remark: `Nothing links ${of.title} with ${to.title}${state.relations.length > 0 ? " by the relations chosen" : ""}.` };
  }
  const items = new Map<number, Item>();
  for (const end of [of.at, ...path.flatMap(([source, , target]) => [source, target]), to.at]) {
    const item = network.item(end);
    if (item) items.set(end, item);
  }
  const nodes = [...items.values()].map((item) => nodeOf(item, item === of || item === to));
  return { nodes, edges: merged(path.map(([source, relation, target]) => [keyOf(network, source), relation, keyOf(network, target)])), path, remark };
}

/** What is linked with a record within so many steps. Through teams, systems and domains it is not looked any further. */
function around(network: Network, of: Item, state: State, shown: Shown): Scene {
  const chosen = new Set(state.relations.length > 0 ? state.relations : network.usual([of]));
  const followed = follows(network, chosen);
  // That neighbours share a system is told by the system once they are asked about: arrows to it would cover the rest.
  const allowed = (link: Link): boolean => followed(link) && (state.relations.length > 0 || network.relations[link[1]]?.about !== "place" || link[0] === of.at || link[2] === of.at);
  const isShown = (at: number): boolean => shown === null || shown.has(at);
  const nodes = new Map<number, SceneNode>([[of.at, nodeOf(of, true)]]);
  const groups: SceneNode[] = [];
  const groupEdges: Array<readonly [string, number, string]> = [];
  const alike = Math.max(8, Math.floor(state.limit / 4));
  let frontier: Item[] = [of];
  for (let step = 1; step <= state.steps; step += 1) {
    const next: Item[] = [];
    for (const here of frontier) {
      if (here !== of && network.isHub(here)) continue;
      const rest = new Map<number, readonly [relation: number, forward: boolean]>();
      for (const [name, found] of neighbours(network, here.at, allowed)) {
        const fresh = found.filter((at) => !nodes.has(at) && isShown(at));
        fresh.sort((one, other) => network.degree(other) - network.degree(one) || one - other);
        const room = Math.min(fresh.length > alike ? alike - 1 : alike, Math.max(0, state.limit - nodes.size - groups.length));
        for (const at of fresh.slice(0, room)) {
          const item = network.item(at);
          if (!item) continue;
          nodes.set(at, nodeOf(item, false));
          next.push(item);
        }
        for (const at of fresh.slice(room)) rest.set(at, name);
      }
      if (rest.size === 0) continue;
      const key = `more:${here.ref}`;
      groups.push({ key, title: `${rest.size} more`, kind: kindOfAll(network, [...rest.keys()]), item: null, members: [...rest.keys()], style: "more" });
      for (const [relation, forward] of rest.values()) groupEdges.push(forward ? [here.ref, relation, key] : [key, relation, here.ref]);
    }
    frontier = next;
  }
  // A record may be reached another way after it went into a group: it is drawn once.
  const kept = groups.map((group) => ({ ...group, members: group.members.filter((at) => !nodes.has(at)) })).filter(({ members }) => members.length > 0);
  const links = network.links.filter((link) => nodes.has(link[0]) && nodes.has(link[2]) && allowed(link));
  const keys = new Set(kept.map(({ key }) => key));
  const edges = merged([
    ...links.map(([source, relation, target]) => [keyOf(network, source), relation, keyOf(network, target)] as const),
    ...groupEdges.filter(([source, , target]) => keys.has(source) || keys.has(target)),
  ]);
  return { nodes: [...nodes.values(), ...kept.map((group) => ({ ...group, title: `${group.members.length} more` }))], edges, path: null, remark: "" };
}

/** A record's neighbours by relation and direction. */
function neighbours(network: Network, at: number, allowed: (link: Link) => boolean): Array<readonly [readonly [relation: number, forward: boolean], number[]]> {
  const found = new Map<string, readonly [readonly [number, boolean], number[]]>();
  for (const link of network.linksAt(at)) {
    if (!allowed(link)) continue;
    const [source, relation, target] = link;
    const forward = source === at;
    const name = `${relation}${forward ? ">" : "<"}`;
    const entry = found.get(name) ?? ([[relation, forward], []] as const);
    entry[1].push(forward ? target : source);
    found.set(name, entry);
  }
  return [...found.values()];
}

/** All records that are shown: each by itself where they are few, else in clusters by domain and, in those opened, by system. */
function whole(network: Network, state: State, shown: Shown): Scene {
  const members = network.items.filter((item) => item.address && (shown === null || shown.has(item.at)));
  const chosen = new Set(state.relations.length > 0 ? state.relations : network.uses());
  const clusters = new Map<string, { title: string; kind: string; members: number[] }>();
  const place = new Map<number, string>();
  const open = new Set(state.open);
  for (const item of members) {
    const [key, title, kind] = members.length <= state.limit ? [item.ref, item.title, item.kind] : clusterOf(network, item, open);
    if (!key) continue;
    place.set(item.at, key);
    const cluster = clusters.get(key);
    if (cluster) cluster.members.push(item.at);
    else clusters.set(key, { title, kind, members: [item.at] });
  }
  const ranked = [...clusters].sort(([one, many], [other, more]) => more.members.length - many.members.length || (one < other ? -1 : 1));
  const nodes = ranked.slice(0, ranked.length > state.limit ? state.limit - 1 : undefined).map(([key, cluster]) => clusterNode(network, key, cluster));
  const rest = ranked.slice(nodes.length);
  if (rest.length > 0) {
    const others = rest.flatMap(([, cluster]) => cluster.members);
    nodes.push({ key: OTHERS, title: `${rest.length} more`, kind: kindOfAll(network, others), item: null, members: others, style: "more" });
    for (const at of others) place.set(at, OTHERS);
  }
  const allowed = follows(network, chosen);
  const edges: Array<readonly [string, number, string]> = [];
  for (const link of network.links) {
    const source = place.get(link[0]);
    const target = place.get(link[2]);
    if (source !== undefined && target !== undefined && source !== target && allowed(link)) edges.push([source, link[1], target]);
  }
  return { nodes, edges: merged(edges), path: null, remark: members.length === 0 ? "No record has all of this." : "" };
}

const OTHERS = "more:others";

/** The cluster that a record is drawn in; no key where it is what was opened. */
function clusterOf(network: Network, item: Item, open: ReadonlySet<string>): readonly [key: string, title: string, kind: string] {
  const own: readonly [string, string, string] = [item.ref, item.title, item.kind];
  const domain = item.kind === "domain" ? item : network.item(item.domain);
  const system = item.kind === "system" ? item : network.item(item.system);
  for (const above of [domain, system]) {
    if (!above) continue;
    if (!open.has(above.ref)) return [above.ref, above.title, above.kind];
    if (above === item) return ["", "", ""];
  }
  if (domain || system) return own;
  const kind = `kind:${item.kind}`;
  return open.has(kind) ? own : [kind, network.kinds.get(item.kind)?.plural ?? item.kind, item.kind];
}

function clusterNode(network: Network, key: string, cluster: { readonly title: string; readonly kind: string; readonly members: readonly number[] }): SceneNode {
  const [first] = cluster.members;
  const item = cluster.members.length === 1 ? network.item(first ?? -1) : undefined;
  if (item && item.ref === key) return nodeOf(item, false);
  return { key, title: `${cluster.title} (${cluster.members.length.toLocaleString("en")})`, kind: cluster.kind, item: network.find(key) ?? null, members: cluster.members, style: "cluster" };
}

function nodeOf(item: Item, isSubject: boolean): SceneNode {
  return { key: item.ref, title: item.title, kind: item.kind, item, members: [], style: isSubject ? "subject" : item.address ? "" : "missing" };
}

function keyOf(network: Network, at: number): string {
  return network.item(at)?.ref ?? "";
}

/** The kind of all of them, or none where they differ. */
function kindOfAll(network: Network, members: readonly number[]): string {
  const kinds = new Set(members.map((at) => network.item(at)?.kind ?? ""));
  return kinds.size === 1 ? ([...kinds][0] ?? "") : "";
}

function follows(network: Network, chosen: ReadonlySet<string>): (link: Link) => boolean {
  const wanted = network.relations.map(({ type }) => chosen.has(type));
  return (link) => wanted[link[1]] === true;
}

/** One arrow for all links that lead from one node to another. */
function merged(links: ReadonlyArray<readonly [source: string, relation: number, target: string]>): SceneEdge[] {
  const found = new Map<string, { source: string; target: string; relations: Map<number, number> }>();
  for (const [source, relation, target] of links) {
    const key = `${source} ${target}`;
    const edge = found.get(key) ?? { source, target, relations: new Map<number, number>() };
    edge.relations.set(relation, (edge.relations.get(relation) ?? 0) + 1);
    found.set(key, edge);
  }
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, edge]) => edge);
}
