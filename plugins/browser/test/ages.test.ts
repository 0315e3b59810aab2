import assert from "node:assert/strict";
import { test } from "node:test";
import { age } from "../src/ages";

const now = new Date("2026-03-01T23:00:00Z");

for (const [moment, said] of [
  ["2026-03-01T00:00:00Z", "today"],
  ["2026-02-28T23:59:59Z", "yesterday"],
  ["2026-02-16T12:00:00Z", "13 days ago"],
  ["2026-02-08T12:00:00Z", "3 weeks ago"],
  ["2025-12-20T12:00:00Z", "2 months ago"],
  ["2023-12-20T12:00:00Z", "2 years ago"],
  ["2026-03-04T00:00:00Z", "in 3 days"],
] as const) {
  test(`${moment} is ${said}`, () => assert.equal(age(new Date(moment), now), said));
}
