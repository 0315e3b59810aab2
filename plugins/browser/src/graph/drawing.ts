/** A layout as SVG, in the look of the graphs that the build draws: links one can walk with the arrow keys. */

import { element, within } from "../dom";
import type { Layout, PlacedEdge, PlacedNode } from "./layout";
import type { SceneEdge, SceneNode } from "./scene";

const SVG = "http://www.w3.org/2000/svg";
const HEAD = 7;
const PADDING = 10;
const ICON = 17;
const LINE = 16;

type Attributes = Readonly<Record<string, string | number | null>>;

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...children: ReadonlyArray<Node | string>): SVGElementTagNameMap[K] {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

export interface Reader {
  /** Where a node leads; null for a group of several. */
  readonly root: string;
  readonly words: (edge: SceneEdge) => string;
  /** What a node is, for those who do not see it. */
  readonly name: (node: SceneNode) => string;
  readonly choose: (node: SceneNode) => void;
}

export class Drawing {
  readonly element: SVGSVGElement;
  private readonly nodes = new Map<string, SVGElement>();
  private readonly edges: Array<readonly [edge: SceneEdge, element: SVGElement]> = [];

  constructor(
    readonly layout: Layout,
    direction: "LR" | "TB",
    label: string,
    reader: Reader,
  ) {
    this.element = svg("svg", { class: "hl-graph", role: "group", "aria-label": label, viewBox: `0 0 ${layout.width} ${layout.height}`, width: layout.width, height: layout.height });
    for (const placed of layout.edges) {
      const drawn = drawEdge(placed, direction, reader.words(placed.edge));
      this.edges.push([placed.edge, drawn]);
      this.element.append(drawn);
    }
    layout.nodes.forEach((placed, at) => {
      const drawn = drawNode(placed, reader);
      drawn.setAttribute("tabindex", at === 0 ? "0" : "-1");
      drawn.addEventListener("click", (event) => {
        if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
        event.preventDefault();
        reader.choose(placed.node);
      });
      drawn.addEventListener("focus", () => this.point(placed.node.key));
      drawn.addEventListener("blur", () => this.point(null));
      drawn.addEventListener("pointerenter", () => this.point(placed.node.key));
      drawn.addEventListener("pointerleave", () => this.point(null));
      this.nodes.set(placed.node.key, drawn);
      this.element.append(drawn);
    });
    this.element.addEventListener("keydown", (event) => this.onKey(event));
  }

  focus(key: string): void {
    const found = this.nodes.get(key);
    if (!found) return;
    for (const node of this.nodes.values()) node.setAttribute("tabindex", node === found ? "0" : "-1");
    found.focus({ preventScroll: false });
  }

  mark(key: string | null): void {
    for (const [name, node] of this.nodes) node.classList.toggle("hl-graph__node--chosen", name === key);
  }

  /** What a node is linked with stands out while one looks at it. */
  private point(key: string | null): void {
    this.element.classList.toggle("hl-graph--pointed", key !== null);
    const near = new Set(key === null ? [] : [key]);
    for (const [edge, drawn] of this.edges) {
      const touches = edge.source === key || edge.target === key;
      drawn.classList.toggle("hl-graph__edge--near", touches);
      if (touches) near.add(edge.source).add(edge.target);
    }
    for (const [name, node] of this.nodes) node.classList.toggle("hl-graph__node--near", near.has(name));
  }

  private onKey(event: KeyboardEvent): void {
    const toward = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const [here] = [...this.nodes].find(([, node]) => node === event.target) ?? [];
    if (here === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      (event.target as SVGElement).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    if (!toward) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nearest(this.layout.nodes, here, toward[0] ?? 0, toward[1] ?? 0);
    if (next) this.focus(next);
  }
}

/** The node that one comes to in a direction: near in it, and not far to the side. */
function nearest(nodes: readonly PlacedNode[], key: string, right: number, down: number): string | null {
  const middle = (placed: PlacedNode) => [placed.x + placed.width / 2, placed.y + placed.height / 2] as const;
  const from = nodes.find(({ node }) => node.key === key);
  if (!from) return null;
  const [x, y] = middle(from);
  let best: readonly [number, string] | null = null;
  for (const placed of nodes) {
    const [px, py] = middle(placed);
    const ahead = (px - x) * right + (py - y) * down;
    if (placed === from || ahead <= 1) continue;
    const aside = Math.abs((px - x) * down) + Math.abs((py - y) * right);
    const far = ahead + 2 * aside;
    if (!best || far < best[0]) best = [far, placed.node.key];
  }
  return best?.[1] ?? null;
}

function drawNode({ node, lines, x, y, width, height }: PlacedNode, reader: Reader): SVGElement {
  const left = x + PADDING + ICON + 4;
  const first = y + height / 2 - ((lines.length - 1) * LINE) / 2 + 4.5;
  const name = reader.name(node);
  const icon = iconOf(node.kind);
  const inner: Node[] = [
    svg("title", {}, name),
    ...(node.style === "cluster" || node.style === "more" ? [svg("rect", { class: "hl-graph__behind", x: x + 4, y: y + 4, width, height, rx: 4 })] : []),
    svg("rect", { x, y, width, height, rx: 4 }),
    ...(icon ? [svg("svg", { x: x + PADDING - 1, y: y + height / 2 - ICON / 2, width: ICON, height: ICON, viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { class: "hl-graph__icon", d: icon }))] : []),
    svg("text", {}, ...lines.map((line, at) => svg("tspan", { x: left, y: first + at * LINE }, spaced(node.title, line, lines[at + 1])))),
  ];
  const attributes = { class: `hl-graph__node${node.style ? ` hl-graph__node--${node.style}` : ""}`, "data-kind": node.kind || "none", "data-key": node.key, "aria-label": name };
  const address = node.item && node.style !== "cluster" ? node.item.address : "";
  return address ? svg("a", { ...attributes, href: within(reader.root, address) }, ...inner) : svg("g", { ...attributes, role: "button" }, ...inner);
}

/** A line with the space after it that breaking the title took: whoever reads the text out needs it. */
function spaced(title: string, line: string, next: string | undefined): string {
  return next !== undefined && title.includes(`${line} ${next}`) ? `${line} ` : line;
}

function drawEdge({ points, label }: PlacedEdge, direction: "LR" | "TB", words: string): SVGElement {
  const last = points[points.length - 1] ?? { x: 0, y: 0 };
  const before = points[points.length - 2] ?? last;
  const angle = Math.atan2(last.y - before.y, last.x - before.x);
  const turn = Math.round((angle * 180) / Math.PI);
  const head = svg("path", { class: "hl-graph__head", d: `M0 0l${-HEAD} -3.5v7z`, transform: `translate(${round(last.x)} ${round(last.y)}) rotate(${turn})` });
  const group = svg("g", { class: "hl-graph__edge" }, svg("path", { class: "hl-graph__line", d: curve(points, direction) }), head, svg("title", {}, words));
  const at = label ?? points[Math.floor(points.length / 2)] ?? last;
  const text = svg("text", { class: `hl-graph__label${label ? "" : " hl-graph__label--near"}`, x: round(at.x), y: round(at.y) + 4 }, words);
  group.append(text);
  return group;
}

/** Through all points, smooth: dagre's are the corners of a way around the nodes between. */
function curve(points: PlacedEdge["points"], direction: "LR" | "TB"): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  let here = first;
  for (const next of rest) {
    const [x, y] = [(here.x + next.x) / 2, (here.y + next.y) / 2];
    path += direction === "LR" ? `C${round(x)} ${round(here.y)} ${round(x)} ${round(next.y)} ${round(next.x)} ${round(next.y)}` : `C${round(here.x)} ${round(y)} ${round(next.x)} ${round(y)} ${round(next.x)} ${round(next.y)}`;
    here = next;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const icons = new Map<string, string>();

/** The icon of a kind as path data, from the style sheet that gives every kind its icon: there is no second list of them. */
function iconOf(kind: string): string {
  const known = icons.get(kind);
  if (known !== undefined) return known;
  const probe = element("span", { "data-kind": kind || "none", hidden: true });
  document.body.append(probe);
  const address = getComputedStyle(probe).getPropertyValue("--hl-icon");
  probe.remove();
  const path = / d=['"]([^'"]+)['"]/.exec(decoded(address))?.[1] ?? "";
  icons.set(kind, path);
  return path;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
