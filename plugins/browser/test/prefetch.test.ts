import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../src/prefetch";

const root = "https://portal.example/docs/";
const here = `${root}catalog/default/component/payments/`;

function link(href: string, attributes: Record<string, string> = {}): HTMLAnchorElement {
  const absolute = new URL(href, here).href;
  return { href: absolute, target: attributes.target ?? "", hasAttribute: (name: string) => name in attributes } as HTMLAnchorElement;
}

test("a link to another page of the site is fetched, without its fragment", () => {
  assert.equal(pageOf(link("../ledger/?a=b#c"), here, root), `${root}catalog/default/component/ledger/?a=b`);
  assert.equal(pageOf(link("../x.html"), here, root), `${root}catalog/default/component/x.html`);
});

test("other sites, this very page, files, downloads and new windows are not", () => {
  for (const href of ["https://elsewhere.example/docs/", "https://portal.example/other/", "#part", "?q=a", "../../explorer.csv", "mailto:a@example.org"]) {
    assert.equal(pageOf(link(href), here, root), null, href);
  }
  assert.equal(pageOf(link("../ledger/", { download: "" }), here, root), null);
  assert.equal(pageOf(link("../ledger/", { target: "_blank" }), here, root), null);
});

test("nothing is fetched from a disk", () => {
  assert.equal(pageOf({ href: "file:///x/y/", target: "", hasAttribute: () => false } as unknown as HTMLAnchorElement, "file:///x/", "file:///x/"), null);
});
