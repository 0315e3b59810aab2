import assert from "node:assert/strict";
import { test } from "node:test";
import { lowerCaseAddress } from "../src/lower_case";

const root = "https://portal.example/Docs/Portal/";

test("a missing page with capitals leads to its lower-case address", () => {
  assert.equal(lowerCaseAddress(`${root}catalog/Default/Component/Payments/?q=A#B`, root, true), `${root}catalog/default/component/payments/?q=A#B`);
});

test("the root, escapes, query and fragment keep their capitals", () => {
  assert.equal(lowerCaseAddress(`${root}catalog/a%2Fb/X`, root, true), `${root}catalog/a%2Fb/x`);
});

test("nothing happens where there is nothing to mend", () => {
  assert.equal(lowerCaseAddress(`${root}catalog/default/`, root, true), null);
  assert.equal(lowerCaseAddress(`${root}Catalog/`, root, false), null);
  assert.equal(lowerCaseAddress("https://other.example/Catalog/", root, true), null);
});
