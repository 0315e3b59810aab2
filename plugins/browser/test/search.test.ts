import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchIndex, type SearchData } from "../src/search/model";
import { recall, remember, type Store } from "../src/search/recent";

const data: SearchData = {
  version: 1,
  records: [
    ["Payments", "payments", "Component", "Team Money", "java core", "Takes money from customers.", "catalog/default/component/payments/"],
    ["Payments API", "payments-api", "API", "Team Money", "", "How to pay.", "catalog/default/api/payments-api/"],
    ["Petstore", "petstore", "Component", "Team Pets", "kotlin", "Mentions payments in passing.", "catalog/default/component/petstore/"],
    ["Money", "money", "Group", "", "", "", "catalog/default/group/money/"],
    ["Zürich office", "zurich", "Location", "", "", "", "catalog/default/location/zurich/"],
  ],
  docs: [
    ["Payments guide", "Refunds", "How refunds of payments are made.", "docs/payments/#refunds"],
    ["Payments guide", "Chargebacks", "When a bank takes payments back.", "docs/payments/#chargebacks"],
    ["Pets", "Feeding", "Feed them.", "docs/pets/#feeding"],
  ],
};

async function filled(): Promise<SearchIndex> {
  const index = new SearchIndex(data);
  await index.fill(() => undefined);
  return index;
}

test("the record of that very name comes first, then names, then descriptions", async () => {
  const hits = (await filled()).find("payments");
  assert.deepEqual(
    hits.records.map((hit) => hit.name),
    ["payments", "payments-api", "petstore"],
  );
});

test("names that begin with what was typed come before others, the shortest first", async () => {
  const hits = (await filled()).find("pay");
  assert.deepEqual(
    hits.records.slice(0, 2).map((hit) => hit.name),
    ["payments", "payments-api"],
  );
});

test("a word is found by its beginning, in spite of a typo, without its accents, and inside a word", async () => {
  const index = await filled();
  const first = (query: string) => index.find(query).records[0]?.name;
  assert.equal(first("paym"), "payments");
  assert.equal(first("paymnets"), "payments");
  assert.equal(first("petstroe"), "petstore");
  assert.equal(first("zurich"), "zurich");
  assert.equal(first("store"), "petstore");
});

test("tags and owners find records and say that they did", async () => {
  const index = await filled();
  assert.equal(index.find("kotlin").records[0]?.why, "tag kotlin");
  assert.equal(index.find("team money").records[0]?.why, "owned by Team Money");
  assert.equal(index.find("customers").records[0]?.why, "Takes money from customers.");
  assert.equal(index.find("payments").records[0]?.why, "owned by Team Money");
});

test("all words are wanted; any of them when nothing has them all", async () => {
  const index = await filled();
  assert.deepEqual(
    index.find("payments api").records.map((hit) => hit.name),
    ["payments-api"],
  );
  assert.ok(index.find("kotlin nowhereatall").records.some((hit) => hit.name === "petstore"));
});

test("sections of a page stand together", async () => {
  const hits = (await filled()).find("payments");
  assert.deepEqual(
    hits.docs.map((hit) => hit.heading).sort(),
    ["Chargebacks", "Refunds"],
  );
});

test("the terms to mark are what was typed, or the word that a typo meant", async () => {
  const index = await filled();
  assert.ok(index.find("paym").terms.includes("paym"));
  assert.ok(index.find("paymnets").terms.includes("payments"));
});

test("nothing that can be typed makes search fail", async () => {
  const index = await filled();
  for (const query of ["", " ", "*", "(", "\\", "a".repeat(5000), "__proto__", "constructor", "\u0000", "👩‍💻", "AND OR"]) index.find(query);
});

test("records can be found while the index still fills", async () => {
  const index = new SearchIndex(data);
  const filling = index.fill(() => undefined);
  assert.equal(index.find("payments").records[0]?.name, "payments");
  await filling;
});

const root = "https://portal.example/a/";

function memory(): Store {
  const kept = new Map<string, string>();
  return () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
}

test("what was opened last comes first, once, and only eight are kept", () => {
  const store = memory();
  for (let at = 0; at < 12; at += 1) remember(store, root, { title: `${at}`, kind: "Component", address: `a${at % 10}` });
  const titles = recall(store, root).map((one) => one.title);
  assert.deepEqual(titles, ["11", "10", "9", "8", "7", "6", "5", "4"]);
  assert.deepEqual(recall(store, "https://portal.example/b/"), []);
});

test("a storage that is forbidden or holds rubbish costs only the list", () => {
  const forbidden: Store = () => {
    throw new Error("SecurityError");
  };
  remember(forbidden, root, { title: "a", kind: "b", address: "c" });
  assert.deepEqual(recall(forbidden, root), []);
  for (const rubbish of ["{", "7", "null", '[{"title":1}]']) {
    assert.deepEqual(recall(() => ({ getItem: () => rubbish, setItem: () => undefined }), root), []);
  }
});
