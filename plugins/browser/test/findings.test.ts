import assert from "node:assert/strict";
import { test } from "node:test";
import { outside, within } from "../src/dom";
import { fromQuery, matches, readFindings, toQuery, valuesOf } from "../src/findings/model";

const findings = readFindings({
  version: 1,
  columns: ["severity", "rule", "message", "hint", "file", "line", "column", "ref", "address", "owner", "view", "edit"],
  owners: { "group:default/money": "Money" },
  rows: [
    ["warning", "unknown-owner", "Owner is unknown", "Name one", "catalog/a.yaml", 3, 1, "component:default/a", "catalog/default/component/a/", "group:default/money", null, null],
    ["error", "bad-yaml", "Not YAML", null, "catalog/b.yaml", 1, 1, null, null, null, null, null],
    ["warning", "bad-yaml", "Tabs", null, "catalog/c.yaml", 1, 1, null, null, null, null, null],
  ],
});
const none = fromQuery("");

test("filters narrow together, and text looks at messages, files and owners", () => {
  const lines = (query: string) => findings.filter((finding) => matches(finding, fromQuery(query))).map((finding) => finding.file);
  assert.deepEqual(lines("?severity=warning&rule=bad-yaml"), ["catalog/c.yaml"]);
  assert.deepEqual(lines("?q=money"), ["catalog/a.yaml"]);
  assert.deepEqual(lines("?q=b.yaml+not"), ["catalog/b.yaml"]);
  assert.equal(lines("").length, 3);
});

test("a state survives the way through the address", () => {
  const state = { text: "a&b", severity: "error", rule: "bad-yaml", owner: "group:default/money" };
  assert.deepEqual(fromQuery(toQuery(state)), state);
  assert.equal(toQuery(none), "");
});

test("values are counted, most first, and nothing stands for no value", () => {
  assert.deepEqual(valuesOf(findings, "rule"), [
    ["bad-yaml", 2],
    ["unknown-owner", 1],
  ]);
  assert.deepEqual(valuesOf(findings, "owner"), [["group:default/money", 1]]);
});

test("a link in the site stays in the site, and one outside is a web address", () => {
  const root = "https://portal.example/a/";
  assert.equal(within(root, "catalog/x/"), "https://portal.example/a/catalog/x/");
  for (const address of ["javascript:alert(1)", "//evil.example/", "https://evil.example/", "../../b/", "data:text/html,x"]) assert.equal(within(root, address), root);
  assert.equal(outside("https://forge.example/x"), "https://forge.example/x");
  assert.equal(outside("javascript:alert(1)"), null);
});
