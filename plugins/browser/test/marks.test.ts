import assert from "node:assert/strict";
import { test } from "node:test";

import { withMarks } from "../src/marks";

test("a theme's style for diagrams is kept and gains the colours of arrowheads and numbers", () => {
  const { themeCSS } = withMarks({ themeCSS: ".note{fill:red}" });
  assert.match(themeCSS ?? "", /^\.note\{fill:red\}\[id\$="-arrowhead"\] path/);
  assert.match(themeCSS ?? "", /-sequencenumber/);
});

test("a theme without a style of its own is left alone, because the colours would be missing", () => {
  const config = { startOnLoad: false };
  assert.equal(withMarks(config), config);
});
