import assert from "node:assert/strict";
import { test } from "node:test";
import { does, fromQuery, matching, readOperations, toQuery, valuesOf, type OperationsData } from "../src/operations/model";
import { OperationSearch } from "../src/operations/search";

const data: OperationsData = {
  version: 1,
  columns: ["api", "verb", "path", "name", "summary", "address", "deprecated"],
  apis: [
    ["api:default/booking", "Booking API", "OpenAPI 3.1.0", "group:default/sales", "production", "catalog/default/api/booking/"],
    ["api:default/care", "Care graph", "GraphQL", "", "experimental", "catalog/default/api/care/"],
  ],
  owners: { "group:default/sales": "Sales" },
  rows: [
    [0, "GET", "/bookings/{id}", "getBooking", "One booking", "#operation-getBooking", 0],
    [0, "GET", "/bookings", "listBookings", "Find bookings", "#operation-listBookings", 0],
    [0, "DELETE", "/bookings/{id}", "cancelBooking", "Cancel a booking", "operations/old/#operation-cancelBooking", 1],
    [1, "QUERY", "cases", "", "Open cases of a traveller", "#operation-cases", 0],
  ],
};

test("an operation knows its API, owner and whole address", () => {
  const cancel = readOperations(data)[2]!;
  assert.equal(cancel.address, "catalog/default/api/booking/operations/old/#operation-cancelBooking");
  assert.equal(cancel.ownerTitle, "Sales");
  assert.ok(cancel.deprecated);
});

test("filters and words narrow the list together, and the address says all of it", () => {
  const operations = readOperations(data);
  const state = fromQuery("?q=booking&verb=GET&owner=group%3Adefault%2Fsales");
  assert.deepEqual(
    matching(operations, state).map((one) => one.path),
    ["/bookings/{id}", "/bookings"],
  );
  assert.deepEqual(fromQuery(toQuery(state)), state);
  assert.equal(toQuery(fromQuery("")), "");
});

test("the values of a filter come with their words, most first", () => {
  assert.deepEqual(valuesOf(readOperations(data), "api"), [
    ["api:default/booking", "Booking API", 3],
    ["api:default/care", "Care graph", 1],
  ]);
  assert.deepEqual(
    valuesOf(readOperations(data), "owner").map(([value]) => value),
    ["group:default/sales"],
  );
});

test("the search finds operations by path, verb, name and summary, the very path first", () => {
  const search = new OperationSearch(data);
  const paths = (query: string) => search.find(query).hits.map((hit) => `${hit.verb} ${hit.path}`);
  assert.deepEqual(paths("/bookings")[0], "GET /bookings");
  assert.deepEqual(paths("delete /bookings"), ["DELETE /bookings/{id}"]);
  assert.deepEqual(paths("cancelBooking"), ["DELETE /bookings/{id}"]);
  assert.deepEqual(paths("care traveller"), ["QUERY cases"]);
  assert.deepEqual(paths("nothing of it"), []);
});

test("the title of an API alone finds none of its operations", () => {
  const search = new OperationSearch(data);
  assert.equal(search.find("graph").count, 0);
  assert.equal(search.find("Booking API").count, 3);
});

test("a path, or a verb before a word, means operations", () => {
  const search = new OperationSearch(data);
  assert.ok(search.find("/bookings").meant);
  assert.ok(search.find("get bookings").meant);
  assert.ok(!search.find("bookings").meant);
});

test("every verb does something that has a colour", () => {
  assert.deepEqual(["GET", "PATCH", "DELETE", "SEND", "SUBSCRIPTION", "RPC"].map(does), ["read", "write", "remove", "send", "receive", "other"]);
});

test("five thousand operations are searched in a few milliseconds", () => {
  const rows = Array.from({ length: 5000 }, (_, at) => [0, "GET", `/things/${at}/parts`, `getParts${at}`, "The parts of a thing", `#o${at}`, 0] as const);
  const search = new OperationSearch({ ...data, rows });
  const start = performance.now();
  for (const query of ["p", "pa", "par", "part", "parts 499"]) search.find(query);
  assert.ok(performance.now() - start < 500);
});
