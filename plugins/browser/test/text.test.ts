import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, fold, highlight, words } from "../src/text";

test("folding drops case and accents and keeps the length", () => {
  assert.equal(fold("Zürich Çelik"), "zurich celik");
  for (const text of ["İstanbul", "ﬁre", "straße", "e\u0301tat", "日本 👩‍💻"]) assert.equal(fold(text).length, text.length, text);
});

test("words are cut at every sign and at capitals inside", () => {
  assert.deepEqual(words("petstore-api/v2"), ["petstore", "api", "v2"]);
  assert.deepEqual(words("paymentService"), ["paymentService", "payment", "Service"]);
});

test("highlighting covers the text exactly and marks what matches, accents or not", () => {
  const parts = highlight("Zürich payments in Zürich", ["zurich"]);
  assert.equal(parts.map((part) => part.text).join(""), "Zürich payments in Zürich");
  assert.deepEqual(
    parts.filter((part) => part.hit).map((part) => part.text),
    ["Zürich", "Zürich"],
  );
});

test("highlighting of nothing is the text in one part", () => {
  assert.deepEqual(highlight("plain", []), [{ text: "plain", hit: false }]);
  assert.deepEqual(highlight("", ["a"]), []);
});

test("overlapping terms are marked once", () => {
  assert.deepEqual(highlight("aaa", ["aa"]), [
    { text: "aa", hit: true },
    { text: "a", hit: false },
  ]);
});

test("an excerpt holds the first match and stays near the size asked for", () => {
  const text = `${"before ".repeat(60)}needle ${"after ".repeat(60)}`;
  const piece = excerpt(text, ["needle"], 100);
  assert.match(piece, /^… .*needle.* …$/);
  assert.ok(piece.length < 140);
  assert.equal(excerpt("short", ["x"], 100), "short");
});
