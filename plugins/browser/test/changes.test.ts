import assert from "node:assert/strict";
import { test } from "node:test";
import { fromQuery, matching, readChanges, textsOf, toQuery, valuesOf, type ChangesData } from "../src/changes/model";
import { csvOf } from "../src/csv";
import { fileName } from "../src/tables";

const data: ChangesData = {
  version: 1,
  kinds: { component: "Component", page: "Page" },
  owners: { "group:default/money": "Money" },
  items: [
    ["Payments", "component", "group:default/money", "catalog/default/component/payments/"],
    ["Zürich", "component", "", "catalog/default/component/zurich/"],
    ["Start", "page", "", "start/"],
  ],
  changes: [
    ["2026-03-02T10:00:00+00:00", "Ada", "Split the ledger", "https://forge.example/c/1", [0, 2], [0]],
    ["2026-03-01T10:00:00+00:00", "Grace", "Begin", "", [0, 1], []],
  ],
};
const changes = readChanges(data);
const found = (query: string) => matching(changes, fromQuery(query)).map((change) => [change.subject, ...change.items.map((item) => item.title)]);

test("filters leave of each change what fits, and no change of which nothing does", () => {
  assert.deepEqual(found("?kind=page"), [["Split the ledger", "Start"]]);
  assert.deepEqual(found("?owner=group:default/money"), [
    ["Split the ledger", "Payments"],
    ["Begin", "Payments"],
  ]);
});

test("a word may stand in the change or in what it changed, accents aside", () => {
  assert.deepEqual(found("?q=ledger"), [["Split the ledger", "Payments", "Start"]]);
  assert.deepEqual(found("?q=zurich"), [["Begin", "Zürich"]]);
  assert.deepEqual(found("?q=ada%20start"), [["Split the ledger", "Start"]]);
  assert.deepEqual(found("?q=nowhere"), []);
});

test("what is new stays known after filtering, and odd places are passed over", () => {
  assert.deepEqual([...matching(changes, fromQuery("?kind=component"))[0]!.fresh].map((item) => item.title), ["Payments"]);
  assert.deepEqual(readChanges({ ...data, changes: [["2026", "", "", "", [7, -1], [9]]] })[0]?.items, []);
});

test("a table has a row for each pair of a change and what it changed", () => {
  const rows = textsOf(matching(changes, fromQuery("?q=ledger&kind=component")));
  assert.deepEqual(rows[0], ["when", "author", "change", "kind", "title", "owner", "new", "address", "commit"]);
  assert.deepEqual(rows.slice(1), [["2026-03-02T10:00:00+00:00", "Ada", "Split the ledger", "component", "Payments", "group:default/money", "yes", "catalog/default/component/payments/", "https://forge.example/c/1"]]);
});

test("values are counted by changes, most first, and a state survives the address", () => {
  assert.deepEqual(valuesOf(changes, "kind"), [
    ["component", 2],
    ["page", 1],
  ]);
  const state = { text: "a b&c", kind: "page", owner: "group:default/x" };
  assert.deepEqual(fromQuery(toQuery(state)), state);
});

test("no cell is a formula, and a name of a file is one", () => {
  assert.equal(csvOf([["a", ' =1+1', "-2", 'b"c']]), `a,' =1+1,'-2,"b""c"\r\n`);
  assert.equal(fileName("What it uses: 3 ½ / ../x"), "what-it-uses-3-1-2-x");
  assert.equal(fileName("///"), "table");
});
