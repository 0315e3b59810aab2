/** The Graph's page: fields, filters, drawing, details and words around one state that lives in the address. */

import { onWindow } from "../page";
import { download } from "../csv";
import { fetchData } from "../data";
import { element } from "../dom";
import { readRows, type ExplorerData, type Row } from "../explorer/model";
import { Zoom } from "../zoom";
import { fromQuery, isFiltered, LARGEST_LIMIT, START, STEPS, toQuery, type State } from "./address";
import { Chooser } from "./chooser";
import { Controls } from "./controls";
import { button, details } from "./details";
import { Drawing } from "./drawing";
import { png, svgText } from "./exporting";
import { needsRows, shownOf } from "./filters";
import { laidOut } from "./layout";
import { Network, type GraphData, type Item } from "./model";
import { sceneOf, type Scene, type SceneNode } from "./scene";
import { told } from "./told";
import { count, edgeWords } from "./words";

interface Texts {
  readonly version: number;
  readonly texts: readonly string[];
}

/** Drawings wider than this lie on their side no more: a phone shows layers from above. */
const NARROW = 640;
const FONT = "13px";

export class GraphPage {
  private readonly network: Network;
  private readonly of: Chooser;
  private readonly to: Chooser;
  private readonly steps = element("select", { class: "hl-select", "aria-label": "How far" });
  private readonly controls: Controls;
  private readonly status = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly box = element("div", { class: "hl-network__box", tabindex: "0", role: "region", "aria-label": "The drawing. Plus and minus zoom, arrow keys move; Tab goes to its nodes" });
  private readonly about = element("aside", { class: "hl-network__aside", "aria-label": "Details", "aria-live": "polite" });
  private readonly words = element("div", { class: "hl-network__words" });
  private readonly tools = element("div", { class: "hl-network__tools", role: "group", "aria-label": "Drawing" });
  private readonly more = button("Draw more", () => this.go({ ...this.state, limit: Math.min(LARGEST_LIMIT, this.state.limit * 2) }));
  private readonly start = element("div", { class: "hl-network__start" });
  private readonly main = element("div", { class: "hl-network__main" });
  private readonly zoom: Zoom;
  private state: State = START;
  private scene: Scene | null = null;
  private drawing: Drawing | null = null;
  private rows: readonly Row[] | null = null;
  private texts: Promise<Texts> | null = null;

  constructor(
    data: GraphData,
    private readonly root: string,
    private readonly place: HTMLElement,
  ) {
    this.network = new Network(data);
    const search = (text: string, limit: number): Item[] => this.network.search(text, limit);
    this.of = new Chooser("Around", "Type a record's name", search, (item) => this.go({ ...this.state, of: item?.ref ?? "", all: false, open: [] }));
    this.to = new Chooser("Way to", "Another record, or nothing", search, (item) => this.go({ ...this.state, to: item?.ref ?? "" }));
    this.controls = new Controls(this.network, (state) => this.go(state));
    this.zoom = new Zoom(this.box, { least: 0.2, most: 4 }, (scale) => this.scaleTo(scale));
    this.build();
    this.show();
  }

  private build(): void {
    for (const steps of STEPS) this.steps.append(element("option", { value: steps }, count(steps, "step")));
    this.steps.addEventListener("change", () => this.go({ ...this.state, steps: Number(this.steps.value) }));
    const whole = button("Whole catalog", () => this.go({ ...START, all: true }));
    const save = (kind: "SVG" | "PNG"): HTMLButtonElement => {
      const made = button(kind, () => void this.save(kind));
      made.title = `Download what is drawn as ${kind}`;
      return made;
    };
    const named = (text: string, name: string, press: () => void): HTMLButtonElement => {
      const made = button(text, press);
      made.setAttribute("aria-label", name);
      made.title = name;
      return made;
    };
    this.tools.append(named("−", "Zoom out", () => this.zoom.out()), named("+", "Zoom in", () => this.zoom.in()), named("Fit", "Fit into the box", () => this.fit()), save("SVG"), save("PNG"));
    this.start.append(...this.place.childNodes);
    this.start.addEventListener("click", (event) => this.onStart(event));
    this.main.append(element("div", { class: "hl-network__left" }, this.box), this.about);
    this.place.replaceChildren(
      element("div", { class: "hl-bar hl-network__bar" }, this.of.element, this.to.element, this.steps, whole),
      this.controls.element,
      this.controls.chips,
      element("div", { class: "hl-bar" }, this.status, this.more, this.tools),
      this.main,
      this.words,
      this.start,
    );
    onWindow("popstate", () => this.show());
    this.place.classList.add("hl-network--on");
  }

  /** The static list leads to records' pages; here it begins a drawing. */
  private onStart(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.hl-ref") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const item = this.network.items.find(({ address }) => address !== "" && new URL(address, this.root).pathname === link.pathname.replace(/index\.html$/, ""));
    if (!item) return;
    event.preventDefault();
    this.go({ ...START, of: item.ref });
  }

  private go(state: State): void {
    const address = location.pathname + toQuery(state) + location.hash;
    history.pushState(null, "", address);
    this.show();
  }

  private show(): void {
    this.state = fromQuery(location.search);
    if (needsRows(this.state) && this.rows === null) {
      this.status.textContent = "Looking for these records …";
      void fetchData<ExplorerData>(this.root, "explorer.json").then(
        (data) => {
          this.rows = readRows(data);
          this.show();
        },
        (error: unknown) => (this.status.textContent = error instanceof Error ? error.message : String(error)),
      );
      return;
    }
    const { state, network } = this;
    const of = network.find(state.of) ?? null;
    const to = network.find(state.to) ?? null;
    this.of.show(of);
    this.to.show(to);
    this.to.element.hidden = of === null;
    this.steps.value = String(state.steps);
    this.steps.hidden = of === null || to !== null;
    this.controls.show(state);
    const scene = sceneOf(network, state, shownOf(network, state, this.rows ?? []));
    this.scene = scene;
    const asked = state.of !== "" || state.all || isFiltered(state);
    this.start.hidden = asked && (scene.nodes.length > 0 || isFiltered(state));
    this.main.hidden = this.tools.hidden = scene.nodes.length === 0;
    this.words.replaceChildren(...told(network, scene, of, this.root));
    this.more.hidden = state.limit >= LARGEST_LIMIT || !scene.nodes.some(({ style }) => style === "more");
    this.status.textContent = asked ? this.summary(scene, of, to) : "Choose a record, or the whole catalog.";
    this.describe(null);
    this.draw(scene);
  }

  private summary(scene: Scene, of: Item | null, to: Item | null): string {
    if (scene.nodes.length === 0 || (of && to && scene.path === null)) return scene.remark || "Nothing is drawn.";
    const records = scene.nodes.filter(({ style }) => style !== "more" && style !== "cluster").length;
    const clusters = scene.nodes.filter(({ style }) => style === "cluster");
    const grouped = new Set(scene.nodes.flatMap(({ members }) => members)).size;
    const said = [
      ...(clusters.length > 0 ? [count(clusters.length, "area")] : []),
      ...(records > 0 ? [count(records, "record")] : []),
      ...(grouped > 0 ? [`${count(grouped, "record")} in ${clusters.length > 0 ? "them" : "groups"}`] : []),
      count(scene.edges.length, "link"),
    ];
    const where = of && to ? ` between ${of.title} and ${to.title}` : of ? ` around ${of.title}, ${count(this.state.steps, "step")} far` : "";
    return `${said.join(", ")}${where}. ${scene.remark}`.trim();
  }

  private draw(scene: Scene): void {
    if (scene.nodes.length === 0) return;
    const direction = this.box.clientWidth > 0 && this.box.clientWidth < NARROW ? "TB" : "LR";
    const words = new Map(scene.edges.map((edge) => [edge, edgeWords(this.network, edge)]));
    const layout = laidOut(scene, words, measure(), direction);
    this.drawing = new Drawing(layout, direction, this.title(), {
      root: this.root,
      words: (edge) => words.get(edge) ?? "",
      name: (node) => this.name(node),
      choose: (node) => this.describe(node),
    });
    this.box.replaceChildren(this.drawing.element);
    this.fit();
  }

  private name(node: SceneNode): string {
    if (node.style === "more") return `${node.title}: ask for what they are`;
    const label = this.network.kinds.get(node.kind)?.label ?? node.kind;
    const missing = node.style === "missing" ? ", not in the catalog" : "";
    return `${node.title}, ${label}${missing}`;
  }

  private title(): string {
    const of = this.network.find(this.state.of);
    const to = this.network.find(this.state.to);
    return of && to ? `From ${of.title} to ${to.title}` : of ? `Around ${of.title}` : "The catalog";
  }

  private fit(): void {
    const layout = this.drawing?.layout;
    if (!layout) return;
    // Letters smaller than this nobody reads: the rest is scrolled to.
    const smallest = 0.75;
    this.zoom.to(Math.max(smallest, Math.min(1, (this.box.clientWidth - 8) / layout.width)));
    const subject = layout.nodes.find(({ node }) => node.style === "subject") ?? layout.nodes[0];
    if (!subject) return;
    this.box.scrollLeft = (subject.x + subject.width / 2) * this.zoom.value - this.box.clientWidth / 2;
    this.box.scrollTop = (subject.y + subject.height / 2) * this.zoom.value - this.box.clientHeight / 2;
  }

  private scaleTo(scale: number): void {
    const { element: drawn, layout } = this.drawing ?? {};
    if (!drawn || !layout) return;
    drawn.setAttribute("width", String(Math.round(layout.width * scale)));
    drawn.setAttribute("height", String(Math.round(layout.height * scale)));
  }

  private describe(node: SceneNode | null): void {
    this.drawing?.mark(node?.key ?? null);
    this.main.classList.toggle("hl-network__main--asked", node !== null);
    if (!node) {
      this.about.replaceChildren();
      return;
    }
    const close = (): void => {
      this.describe(null);
      this.drawing?.focus(node.key);
    };
    this.about.replaceChildren(
      details(this.network, node, {
        root: this.root,
        of: this.network.find(this.state.of) ?? null,
        around: (item) => this.go({ ...this.state, of: item.ref, to: "", all: false, open: [] }),
        way: (from, to) => this.go({ ...this.state, of: from.ref, to: to.ref }),
        open: (group) => this.open(group),
        line: (item) => this.line(item),
        close,
      }),
    );
  }

  private open(node: SceneNode): void {
    if (node.style === "more") this.go({ ...this.state, limit: Math.min(LARGEST_LIMIT, this.state.limit * 2) });
    else this.go({ ...this.state, open: [...new Set([...this.state.open, node.key])] });
  }

  private async line(item: Item): Promise<string> {
    try {
      this.texts ??= fetchData<Texts>(this.root, "graph-texts.json");
      return (await this.texts).texts[item.at] ?? "";
    } catch {
      this.texts = null;
      return "";
    }
  }

  private async save(kind: "SVG" | "PNG"): Promise<void> {
    if (!this.drawing || !this.scene) return;
    const text = svgText(this.drawing.element, this.title());
    const name = `${(this.state.of || "catalog").replace(/[^a-z0-9._-]+/gi, "-")}.${kind.toLowerCase()}`;
    try {
      download(kind === "SVG" ? new Blob([text], { type: "image/svg+xml" }) : await png(text), name);
    } catch (error) {
      this.status.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}

/** How wide texts are in the font of the page. */
function measure(): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = `${FONT} ${getComputedStyle(document.body).fontFamily}`;
  return (text) => context?.measureText(text).width ?? text.length * 7;
}
