import assert from "node:assert/strict";
import { test } from "node:test";
import { fromQuery, START, toQuery, type State } from "../src/graph/address";
import { shownOf } from "../src/graph/filters";
import { wrapped } from "../src/graph/layout";
import { Network, shortestPath, type GraphData } from "../src/graph/model";
import { sceneOf, type Scene } from "../src/graph/scene";
import { edgeWords, stepsOf } from "../src/graph/words";

const KINDS = [["component", "Component", "Components"], ["api", "API", "APIs"], ["system", "System", "Systems"], ["group", "Group", "Groups"], ["domain", "Domain", "Domains"]] as const;
const RELATIONS = [
  ["dependsOn", "depends on", "is needed by", "use"],
  ["partOf", "is part of", "has the part", "place"],
  ["ownedBy", "is owned by", "looks after", "people"],
] as const;

interface Record {
  readonly kind: string;
  readonly name: string;
  readonly owner?: string;
  readonly system?: string;
  readonly domain?: string;
}

function network(records: readonly Record[], links: ReadonlyArray<readonly [string, string, string]>): Network {
  const at = (name: string | undefined): number => records.findIndex((record) => record.name === name);
  const data: GraphData = {
    version: 1,
    kinds: KINDS,
    namespaces: ["default"],
    lifecycles: ["production"],
    relations: RELATIONS,
    nodes: records.map(({ kind, name, owner, system, domain }) => [KINDS.findIndex(([one]) => one === kind), 0, name, 0, at(owner), at(system), at(domain), 0, 0] as const),
    edges: links.flatMap(([source, relation, target]) => [at(source), RELATIONS.findIndex(([type]) => type === relation), at(target)]),
  };
  return new Network(data);
}

const SMALL = network(
  [
    { kind: "component", name: "shop", owner: "team" },
    { kind: "component", name: "pay", owner: "team", system: "money" },
    { kind: "component", name: "ledger", system: "money" },
    { kind: "system", name: "money" },
    { kind: "component", name: "alone", owner: "team" },
    { kind: "group", name: "team" },
  ],
  [
    ["shop", "dependsOn", "pay"],
    ["pay", "dependsOn", "ledger"],
    ["pay", "partOf", "money"],
    ["ledger", "partOf", "money"],
    ["shop", "ownedBy", "team"],
    ["pay", "ownedBy", "team"],
    ["alone", "ownedBy", "team"],
  ],
);

function state(query: string): State {
  return fromQuery(query);
}

function scene(graph: Network, query: string): Scene {
  return sceneOf(graph, state(query), shownOf(graph, state(query), []));
}

function keys(made: Scene): string[] {
  return made.nodes.map(({ key }) => key.replace(/^\w+:default\//, "")).sort();
}

test("an address brings back the state that made it", () => {
  const made: State = { ...START, of: "component:default/a", to: "api:x/b", steps: 3, relations: ["dependsOn"], domains: ["domain:default/d"], filters: { ...START.filters, text: "a b", chosen: { ...START.filters.chosen, kind: ["api"] } }, open: ["kind:user"], limit: 80 };
  assert.deepEqual(fromQuery(toQuery(made)), made);
  assert.equal(toQuery(START), "");
});

test("what is odd in an address is mended or ignored", () => {
  const odd = fromQuery("?of=Component:Pay&steps=99&limit=-4&relation=&view=none");
  assert.equal(odd.of, "component:default/pay");
  assert.equal(odd.steps, 3);
  assert.equal(odd.limit, START.limit);
  assert.deepEqual(odd.relations, []);
  assert.equal(odd.all, false);
});

test("around a record stand those that it uses and that use it, so many steps far, without who owns them", () => {
  assert.deepEqual(keys(scene(SMALL, "?of=component:shop&steps=1")), ["pay", "shop"]);
  assert.deepEqual(keys(scene(SMALL, "?of=component:shop")), ["ledger", "pay", "shop"]);
  assert.deepEqual(keys(scene(SMALL, "?of=component:pay&steps=1")), ["ledger", "money", "pay", "shop"]);
});

test("arrows to a system are drawn only where it, or its part, is what one looks at", () => {
  const arrows = scene(SMALL, "?of=component:pay").edges.map(({ source, target }) => `${source}>${target}`);
  assert.ok(arrows.includes("component:default/pay>system:default/money"));
  assert.ok(!arrows.includes("component:default/ledger>system:default/money"));
});

test("chosen relations alone are followed", () => {
  assert.deepEqual(keys(scene(SMALL, "?of=component:shop&relation=ownedBy")), ["shop", "team"]);
});

test("around a team stands what it looks after", () => {
  assert.deepEqual(keys(scene(SMALL, "?of=group:team&steps=1")), ["alone", "pay", "shop", "team"]);
});

test("filters leave out what they do not let through, and what is only reached through that", () => {
  assert.deepEqual(keys(scene(SMALL, "?of=component:shop&owner=group:default/team")), ["pay", "shop"]);
  assert.deepEqual(keys(scene(SMALL, "?kind=system&kind=group")), ["money", "team"]);
});

test("of many neighbours the most linked are drawn and the rest is one group with its number", () => {
  const many = network([{ kind: "component", name: "hub" }, ...Array.from({ length: 100 }, (_, at) => ({ kind: "component", name: `c${at}` }))], Array.from({ length: 100 }, (_, at) => [`c${at}`, "dependsOn", "hub"] as const));
  const made = scene(many, "?of=component:hub");
  const group = made.nodes.find(({ style }) => style === "more");
  assert.ok(made.nodes.length <= 41);
  assert.equal(made.nodes.length - 1 + (group?.members.length ?? 0), 101);
  assert.ok(made.edges.some(({ source, target }) => source === group?.key && target === "component:default/hub"));
  assert.ok(scene(many, "?of=component:hub&limit=320").nodes.length > made.nodes.length);
});

test("a shortest way is found against the arrows too, and said in words from where one stands", () => {
  const made = scene(SMALL, "?of=component:ledger&to=component:shop");
  assert.deepEqual(stepsOf(SMALL, 2, made.path ?? []).map(({ words }) => words), ["is needed by", "is needed by"]);
  assert.deepEqual(keys(made), ["ledger", "pay", "shop"]);
});

test("people link two records only where nothing else does, and then it is said", () => {
  assert.match(scene(SMALL, "?of=component:shop&to=component:alone").remark, /linked only through people, teams/);
  assert.match(scene(SMALL, "?of=component:shop&to=component:alone&relation=dependsOn").remark, /Nothing links/);
});

test("a shortest way is never longer than one found by trying all", () => {
  let seed = 7;
  const dice = (sides: number): number => (seed = (seed * 16807) % 2147483647) % sides;
  for (let round = 0; round < 40; round += 1) {
    const size = 4 + dice(8);
    const names = Array.from({ length: size }, (_, at) => `c${at}`);
    const links = Array.from({ length: size + dice(size) }, () => [names[dice(size)] ?? "", "dependsOn", names[dice(size)] ?? ""] as const).filter(([one, , other]) => one !== other);
    const graph = network(names.map((name) => ({ kind: "component", name })), links);
    const distance = names.map((_, at) => (at === 0 ? 0 : Infinity));
    for (let pass = 0; pass < size; pass += 1) for (const [one, , other] of graph.links) {
      distance[one] = Math.min(distance[one] ?? Infinity, (distance[other] ?? Infinity) + 1);
      distance[other] = Math.min(distance[other] ?? Infinity, (distance[one] ?? Infinity) + 1);
    }
    names.forEach((_, at) => assert.equal(shortestPath(graph, 0, at, () => true)?.length ?? Infinity, distance[at]));
  }
});

const LARGE = network(
  [
    { kind: "domain", name: "sales" },
    { kind: "system", name: "web", domain: "sales" },
    ...Array.from({ length: 50 }, (_, at) => ({ kind: "component", name: `w${at}`, system: "web", domain: "sales" })),
    ...Array.from({ length: 5 }, (_, at) => ({ kind: "component", name: `loose${at}` })),
  ],
  [["w0", "dependsOn", "loose0"], ["w1", "dependsOn", "loose1"]],
);

test("the whole catalog is drawn in areas with their numbers, and arrows are counted", () => {
  const made = scene(LARGE, "?view=all");
  assert.deepEqual(made.nodes.map(({ title }) => title).sort(), ["Components (5)", "sales (52)"]);
  assert.deepEqual(made.edges.map((edge) => edgeWords(LARGE, edge)), ["depends on (2)"]);
});

test("an opened area shows its systems, and an opened system its parts", () => {
  assert.ok(scene(LARGE, "?view=all&open=domain:default/sales").nodes.some(({ title }) => title === "web (51)"));
  const parts = scene(LARGE, "?view=all&open=domain:default/sales&open=system:default/web");
  assert.equal(parts.nodes.length, 40);
  assert.ok(parts.nodes.some(({ style, members }) => style === "more" && members.length === 12));
});

test("of too many arrows the strongest are drawn, and it is said", () => {
  const names = Array.from({ length: 30 }, (_, at) => `c${at}`);
  const dense = network(names.map((name) => ({ kind: "component", name })), names.flatMap((one) => names.filter((other) => other !== one).map((other) => [one, "dependsOn", other] as const)));
  const made = scene(dense, "?of=component:c3&steps=1");
  assert.equal(made.edges.length, 80);
  assert.ok(made.edges.filter(({ source, target }) => source.endsWith("/c3") || target.endsWith("/c3")).length >= 20);
  assert.match(made.remark, /arrows the 80 strongest are drawn/);
});

test("nothing is drawn before somebody asks, and what is not there is said", () => {
  assert.equal(scene(LARGE, "").nodes.length, 0);
  assert.match(scene(LARGE, "?of=component:gone").remark, /not in the catalog/);
});

test("records are found by the beginnings of their names first", () => {
  assert.equal(SMALL.search("led", 3)[0]?.title, "ledger");
  assert.deepEqual(SMALL.search("", 3), []);
});

test("a title stands on three lines at most, and none is wider than there is room for", () => {
  const measure = (text: string): number => text.length * 7;
  for (const title of ["short", "one two three four five six seven eight nine ten eleven twelve", "x".repeat(400), "a-b-c", ""]) {
    const lines = wrapped(title, measure);
    assert.ok(lines.length <= 3);
    assert.ok(lines.every((line) => measure(line) <= 190));
  }
});
