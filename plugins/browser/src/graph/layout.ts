/** Places for a scene: layers in which arrows lead one way, by dagre; what is linked with nothing stands in rows below. */

import { Graph, layout } from "@dagrejs/dagre";
import type { Scene, SceneEdge, SceneNode } from "./scene";

export interface PlacedNode {
  readonly node: SceneNode;
  readonly lines: readonly string[];
  /** The upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: SceneEdge;
  readonly points: ReadonlyArray<{ readonly x: number; readonly y: number }>;
  /** Where its words stand, if they are written. */
  readonly label: { readonly x: number; readonly y: number } | null;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** The width of a line of text. */
export type Measure = (text: string) => number;

const MARGIN = 12;
const GAP = 14;
const LINE = 16;
/** Beside the text: padding, and the icon at the left. */
const AROUND = 40;
const WIDEST = 190;
const LONGEST_LABEL = 130;
const MOST_LINES = 3;

/** More arrows than this are told by their words only where one looks: else the words cover the picture. */
export const MOST_LABELS = 30;

export function laidOut(scene: Scene, labels: ReadonlyMap<SceneEdge, string>, measure: Measure, direction: "LR" | "TB"): Layout {
  const graph = new Graph({ directed: true });
  graph.setGraph({ ranker: "tight-tree", rankdir: direction, nodesep: direction === "LR" ? 12 : 20, edgesep: 10, ranksep: direction === "LR" ? 46 : 34, marginx: MARGIN, marginy: MARGIN });
  const nodes = [...scene.nodes].sort((one, other) => (one.key < other.key ? -1 : 1));
  const linked = new Set(scene.edges.flatMap(({ source, target }) => [source, target]));
  const sizes = new Map(nodes.map((node) => [node.key, sizeOf(node.title, measure)]));
  for (const node of nodes) {
    const size = sizes.get(node.key);
    if (size && linked.has(node.key)) graph.setNode(node.key, { width: size.width, height: size.height });
  }
  const isLabelled = scene.edges.length <= MOST_LABELS;
  for (const edge of scene.edges) {
    const width = isLabelled ? Math.min(LONGEST_LABEL, measure(labels.get(edge) ?? "") * 0.85) : 0;
    graph.setEdge(edge.source, edge.target, { width, height: isLabelled ? 12 : 0, labelpos: "c" });
  }
  if (linked.size > 0) layout(graph);
  const placed: PlacedNode[] = [];
  for (const node of nodes) {
    const size = sizes.get(node.key);
    if (!size || !linked.has(node.key)) continue;
    const { x, y } = graph.node(node.key) as { x: number; y: number };
    placed.push({ node, ...size, x: x - size.width / 2, y: y - size.height / 2 });
  }
  const extent = linked.size > 0 ? (graph.graph() as { width: number; height: number }) : { width: 0, height: MARGIN - GAP };
  const rows = inRows(nodes.filter((node) => !linked.has(node.key)), sizes, extent.height + GAP, Math.max(extent.width, 640));
  const all = [...placed, ...rows];
  return {
    nodes: all.sort((one, other) => (direction === "LR" ? one.x - other.x || one.y - other.y : one.y - other.y || one.x - other.x)),
    edges: scene.edges.map((edge) => {
      const found = graph.edge(edge.source, edge.target) as { points: Array<{ x: number; y: number }>; x?: number; y?: number };
      return { edge, points: found.points, label: isLabelled && found.x !== undefined && found.y !== undefined ? { x: found.x, y: found.y } : null };
    }),
    width: Math.ceil(Math.max(extent.width, ...rows.map(({ x, width }) => x + width + MARGIN))),
    height: Math.ceil(Math.max(extent.height, ...rows.map(({ y, height }) => y + height + MARGIN))),
  };
}

type Size = Pick<PlacedNode, "lines" | "width" | "height">;

function inRows(nodes: readonly SceneNode[], sizes: ReadonlyMap<string, Size>, top: number, width: number): PlacedNode[] {
  const placed: PlacedNode[] = [];
  let x = MARGIN;
  let y = top;
  let tallest = 0;
  for (const node of nodes) {
    const size = sizes.get(node.key);
    if (!size) continue;
    if (x > MARGIN && x + size.width + MARGIN > width) {
      x = MARGIN;
      y += tallest + GAP;
      tallest = 0;
    }
    placed.push({ node, ...size, x, y });
    x += size.width + GAP;
    tallest = Math.max(tallest, size.height);
  }
  return placed;
}

function sizeOf(title: string, measure: Measure): Size {
  const lines = wrapped(title, measure);
  return { lines, width: Math.ceil(Math.max(...lines.map(measure))) + AROUND, height: lines.length * LINE + 14 };
}

/** A title on at most three lines, broken where words end; what does not fit is cut, and told whole on hover and focus. */
export function wrapped(title: string, measure: Measure): string[] {
  const words = title.split(/(?<=[\s\-_/.:])/u);
  const lines = [""];
  for (const word of words) {
    const last = lines.length - 1;
    const longer = (lines[last] ?? "") + word;
    if (lines[last] === "" || measure(longer.trimEnd()) <= WIDEST || lines.length === MOST_LINES) lines[last] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitting(line.trim(), measure));
}

function fitting(line: string, measure: Measure): string {
  if (measure(line) <= WIDEST) return line;
  const letters = Array.from(line);
  let [short, long] = [0, letters.length];
  while (short < long) {
    const middle = Math.ceil((short + long) / 2);
    if (measure(`${letters.slice(0, middle).join("")}…`) <= WIDEST) short = middle;
    else long = middle - 1;
  }
  return `${letters.slice(0, short).join("")}…`;
}
