import assert from "node:assert/strict";
import { test } from "node:test";
import { filterQuery, fromQuery, toQuery } from "../src/explorer/address";
import { csvOf } from "../src/csv";
import { textsOf } from "../src/explorer/csv";
import { choices, EMPTY, FACETS, NONE, readRows, toggled, unfiltered, view, withColumn, type ExplorerData, type State } from "../src/explorer/model";

const COLUMNS = ["ref", "kind", "namespace", "name", "title", "type", "lifecycle", "owner", "system", "tags", "description", "address", "findings"];

function row(name: string, values: Partial<Record<string, unknown>> = {}): unknown[] {
  const all: Record<string, unknown> = { ref: `component:default/${name}`, kind: "component", namespace: "default", name, title: name, tags: [], findings: 0, address: `catalog/default/component/${name}/`, ...values };
  return COLUMNS.map((column) => all[column] ?? null);
}

const data: ExplorerData = {
  version: 1,
  columns: COLUMNS,
  owners: { "group:default/money": "Money & Co" },
  systems: { "system:default/shop": "The Shop" },
  kinds: { component: { label: "Component" }, api: { label: "API" } },
  rows: [
    row("billing", { type: "service", lifecycle: "production", owner: "group:default/money", tags: ["java", "core"], findings: 3 }),
    row("checkout", { type: "website", lifecycle: "experimental", tags: ["java"], system: "system:default/shop" }),
    row("Zürich", { type: "service", lifecycle: "production", owner: "group:default/money", description: "Über alles" }),
    row("orders-api", { kind: "api", type: "openapi", lifecycle: "production", findings: 10 }),
  ],
};
const rows = readRows(data);
const names = (state: State) => view(rows, state).rows.map((one) => one.name);

test("rows are read by column name, whatever their order", () => {
  const columns = [...COLUMNS].reverse();
  const turned = readRows({ ...data, columns, rows: data.rows.map((values) => [...values].reverse()) });
  assert.deepEqual(turned, rows);
});

test("rows from odd data are still rows", () => {
  const [odd] = readRows({ ...data, rows: [[null, 7, {}, "x"]] });
  assert.equal(odd?.title, "x");
  assert.equal(odd?.kind, "");
  assert.deepEqual(odd?.tags, []);
});

test("text must match in every word, in any field, accents aside, owners by their title", () => {
  assert.deepEqual(names({ ...EMPTY, text: "zurich uber" }), ["Zürich"]);
  assert.deepEqual(names({ ...EMPTY, text: "money" }), ["billing", "Zürich"]);
  assert.deepEqual(names({ ...EMPTY, text: "the shop" }), ["checkout"]);
  assert.deepEqual(names({ ...EMPTY, text: "money nowhere" }), []);
});

test("values of one facet widen, facets narrow", () => {
  assert.deepEqual(names(toggled(toggled(EMPTY, "type", "service"), "type", "website")), ["billing", "checkout", "Zürich"]);
  assert.deepEqual(names(toggled(toggled(EMPTY, "type", "service"), "tag", "java")), ["billing"]);
});

test("what has no value can be asked for", () => {
  assert.deepEqual(names(toggled(EMPTY, "owner", NONE)), ["checkout", "orders-api"]);
  assert.deepEqual(names(toggled(EMPTY, "tag", NONE)), ["Zürich", "orders-api"]);
});

test("a count says how many rows choosing the value as well would show", () => {
  const base = toggled(EMPTY, "lifecycle", "production");
  const { counts } = view(rows, base);
  for (const facet of FACETS) {
    for (const [value, count] of counts[facet]) {
      const only = { ...base, chosen: { ...base.chosen, [facet]: [value] } };
      assert.equal(count, view(rows, only).rows.length, `${facet}=${value}`);
    }
  }
  assert.equal(counts.lifecycle.get("experimental"), 1);
});

test("a chosen value that nothing has any more can still be taken back", () => {
  assert.deepEqual(choices(new Map([["a", 2]]), ["gone"]), [
    ["a", 2],
    ["gone", 0],
  ]);
});

test("values come most first, and none at the end however many", () => {
  assert.deepEqual(
    choices(new Map([[NONE, 9], ["b", 1], ["a", 1], ["c", 2]]), []).map(([value]) => value),
    ["c", "a", "b", NONE],
  );
});

test("sorting puts rows without the value last, both ways", () => {
  assert.deepEqual(names({ ...EMPTY, sort: "owner" }).slice(2), ["checkout", "orders-api"]);
  assert.deepEqual(names({ ...EMPTY, sort: "owner", descending: true }).slice(2), ["checkout", "orders-api"]);
  assert.deepEqual(names({ ...EMPTY, sort: "findings", descending: true }).slice(0, 2), ["orders-api", "billing"]);
  assert.deepEqual(names({ ...EMPTY, descending: true })[0], "orders-api");
});

test("a view leaves the rows as they are", () => {
  const before = rows.map((one) => one.name);
  view(rows, { ...EMPTY, sort: "kind", descending: true });
  view(rows, { ...EMPTY, descending: true });
  assert.deepEqual(
    rows.map((one) => one.name),
    before,
  );
});

test("a state survives the way through the address", () => {
  const state: State = {
    text: "a b&c=ü",
    chosen: { ...EMPTY.chosen, kind: ["component", "api"], tag: ["c++", "100%"], owner: ["group:default/x", NONE] },
    sort: "lifecycle",
    descending: true,
    columns: ["owner", "tags"],
  };
  assert.deepEqual(fromQuery(toQuery(state)), state);
  assert.equal(toQuery(EMPTY), "");
  assert.deepEqual(fromQuery(""), EMPTY);
});

test("an address that nobody wrote on purpose is read as far as it can be", () => {
  assert.deepEqual(fromQuery("?sort=-nothing&kind=api&kind=api&x=1&%zz"), toggled(EMPTY, "kind", "api"));
});

test("columns keep their order, whatever was chosen first, and none at all is a choice too", () => {
  const one = withColumn(EMPTY, ["kind", "owner"], "tags", true);
  assert.deepEqual(one.columns, ["kind", "owner", "tags"]);
  assert.deepEqual(withColumn(one, ["kind", "owner", "tags"], "kind", false).columns, ["owner", "tags"]);
  assert.deepEqual(fromQuery("?columns=tags,kind%20nothing").columns, ["kind", "tags"]);
  assert.deepEqual(fromQuery("?columns=").columns, []);
});

test("what is filtered is said without how it is shown, and clearing keeps how it is shown", () => {
  const state = fromQuery("?q=a&kind=api&sort=-kind&columns=tags");
  assert.equal(filterQuery(state), "?q=a&kind=api");
  assert.equal(toQuery(unfiltered(state)), "?sort=-kind&columns=tags");
});

test("CSV quotes what must be quoted and defuses what a spreadsheet would run", () => {
  const hostile = readRows({ ...data, rows: [row("x", { title: '=HYPERLINK("http://a")', owner: "@sum", type: "+1", lifecycle: "-1", description: 'a "b", c\nd' })] });
  const csv = csvOf(textsOf(hostile));
  assert.match(csv, /^ref,kind,name,title,/);
  assert.ok(csv.includes(`"'=HYPERLINK(""http://a"")"`));
  assert.ok(csv.includes(",'+1,'-1,'@sum,"));
  assert.ok(csv.includes('"a ""b"", c\nd"'));
  assert.ok(csv.endsWith("\r\n"));
});

test("ten thousand rows are filtered, counted and sorted well within one frame of attention", () => {
  const many = readRows({ ...data, rows: Array.from({ length: 10_000 }, (_, at) => row(`part-${at}`, { owner: `group:default/team-${at % 97}`, type: `type-${at % 7}`, tags: [`t${at % 31}`, "all"], description: "some words that say what the part does" })) });
  const started = performance.now();
  const shown = view(many, { ...toggled(EMPTY, "tag", "all"), text: "part 1 words", sort: "owner" });
  const taken = performance.now() - started;
  assert.ok(shown.rows.length > 1000);
  assert.ok(taken < 250, `${taken} ms`);
});
