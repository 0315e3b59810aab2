/** The drawing told in words: the way step by step, and every arrow as a row, with a table to take along. */

import { csvLine, download } from "../csv";
import { element } from "../dom";
import { button, link } from "./details";
import type { Item, Network } from "./model";
import type { Scene } from "./scene";
import { count, edgeWords, stepsOf } from "./words";

const MOST_ROWS = 200;

export function told(network: Network, scene: Scene, of: Item | null, root: string): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (of && scene.path && scene.path.length > 0) parts.push(way(network, scene.path, of, root));
  if (scene.edges.length === 0) return parts;
  const titles = new Map(scene.nodes.map((node) => [node.key, node]));
  const name = (key: string): HTMLElement | string => {
    const node = titles.get(key);
    return node?.item && node.style !== "cluster" ? link(node.item, root) : (node?.title ?? key);
  };
  const body = element("tbody");
  for (const edge of scene.edges.slice(0, MOST_ROWS)) {
    body.append(element("tr", {}, element("td", {}, name(edge.source)), element("td", {}, edgeWords(network, edge)), element("td", {}, name(edge.target))));
  }
  const head = element("tr", {}, ...["From", "", "To"].map((text) => element("th", { scope: "col" }, text || element("span", { class: "hl-visually-hidden" }, "does what"))));
  const table = element("table", { class: "hl-table" }, element("thead", {}, head), body);
  const csv = button("CSV", () => {
    const lines = scene.edges.map((edge) => csvLine([edge.source, edgeWords(network, edge), edge.target]));
    download(new Blob([["from,words,to", ...lines, ""].join("\r\n")], { type: "text/csv;charset=utf-8" }), "graph.csv");
  });
  csv.title = "Download these rows as CSV";
  const rest = scene.edges.length - MOST_ROWS;
  parts.push(
    element("div", { class: "hl-bar" }, element("h2", { id: "in-words" }, "In words ", element("span", { class: "hl-count" }, String(scene.edges.length))), csv),
    element("div", { class: "hl-scroll", tabindex: "0", role: "region", "aria-label": "What is drawn, in words" }, table),
    ...(rest > 0 ? [element("p", { class: "hl-muted" }, `And ${count(rest, "more", "more")}: the CSV has all.`)] : []),
  );
  return parts;
}

function way(network: Network, path: NonNullable<Scene["path"]>, of: Item, root: string): HTMLElement {
  const list = element("ol", { class: "hl-network__way" });
  for (const step of stepsOf(network, of.at, path)) {
    const [from, to] = [network.item(step.from), network.item(step.to)];
    if (from && to) list.append(element("li", {}, link(from, root), ` ${step.words} `, link(to, root)));
  }
  return element("section", {}, element("h2", { id: "the-way" }, `The way, in ${count(path.length, "step")}`), list);
}
