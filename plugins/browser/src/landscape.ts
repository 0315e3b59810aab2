/** Loaded on the Landscape's pages: chooses what colours mean, zooms, and finds a name, all kept in the address. */

import { onWindow } from "./page";
import { element } from "./dom";
import { fold } from "./text";
import { Zoom } from "./zoom";

const COLOURS = ["lifecycle", "owner", "findings"] as const;
type Colour = (typeof COLOURS)[number];

const RANGE = { least: 0.4, most: 3 };
/** Below the first tiles have no names, above the second they tell all that is known of them. */
const FAR = 0.7;
const NEAR = 1.6;

class LandscapeMap {
  private readonly colour = element("select", { class: "hl-select", "aria-label": "What colours mean" }, ...COLOURS.map((name) => element("option", { value: name }, `Colour: ${name}`)));
  private readonly text = element("input", { type: "search", class: "hl-explorer__filter", placeholder: "Find on the map", "aria-label": "Find on the map", autocomplete: "off", spellcheck: "false" });
  private readonly found = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly tiles: ReadonlyArray<readonly [tile: HTMLElement, words: string]>;
  private readonly zoom: Zoom;

  constructor(
    private readonly map: HTMLElement,
    tools: HTMLElement,
    box: HTMLElement,
  ) {
    this.tiles = [...map.querySelectorAll<HTMLElement>(".hl-tile")].map((tile) => [tile, fold(`${tile.textContent ?? ""} ${tile.title}`)] as const);
    this.zoom = new Zoom(box, RANGE, (scale) => this.apply(scale));
    const button = (text: string, name: string, press: () => void): HTMLButtonElement => {
      const made = element("button", { type: "button", class: "hl-button", "aria-label": name, title: name }, text);
      made.addEventListener("click", press);
      return made;
    };
    this.colour.addEventListener("change", () => this.remember());
    this.text.addEventListener("input", () => this.remember());
    const hasTiles = this.tiles.length > 0;
    tools.replaceChildren(
      ...(hasTiles ? [this.colour, this.text, this.found] : []),
      element("span", { class: "hl-network__tools", role: "group", "aria-label": "Zoom" }, button("−", "Zoom out", () => this.zoom.out()), button("+", "Zoom in", () => this.zoom.in()), button("1:1", "1:1, the usual size", () => this.zoom.to(1))),
    );
    tools.hidden = false;
    onWindow("popstate", () => this.restore());
    this.restore();
  }

  private restore(): void {
    const query = new URLSearchParams(location.search);
    const colour = query.get("colour");
    this.colour.value = COLOURS.includes(colour as Colour) ? (colour as Colour) : "lifecycle";
    this.text.value = query.get("q") ?? "";
    const zoom = Number(query.get("zoom"));
    if (zoom > 0) this.zoom.to(zoom);
    this.show();
  }

  private remember(): void {
    const query = new URLSearchParams();
    if (this.colour.value !== "lifecycle") query.set("colour", this.colour.value);
    if (this.text.value) query.set("q", this.text.value);
    if (this.zoom.value !== 1) query.set("zoom", this.zoom.value.toFixed(2));
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    this.show();
  }

  private show(): void {
    this.map.dataset.colour = this.colour.value;
    const needles = fold(this.text.value).split(/\s+/).filter(Boolean);
    let hits = 0;
    let first: HTMLElement | null = null;
    for (const [tile, words] of this.tiles) {
      const hit = needles.every((needle) => words.includes(needle));
      tile.classList.toggle("hl-tile--dim", !hit);
      if (hit) hits += 1;
      if (hit) first ??= tile;
    }
    this.found.textContent = needles.length > 0 ? `${hits} found` : "";
    if (needles.length > 0) first?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private apply(scale: number): void {
    this.map.style.setProperty("--hl-zoom", String(scale));
    this.map.dataset.detail = scale < FAR ? "far" : scale > NEAR ? "near" : "names";
    this.remember();
  }
}

document.addEventListener("headland:page", () => {
  const map = document.querySelector<HTMLElement>("#hl-map:not([data-started])");
  const tools = document.getElementById("hl-map-tools");
  const box = map?.querySelector<HTMLElement>(".hl-map__box");
  if (!map || !tools || !box) return;
  map.dataset.started = "";
  new LandscapeMap(map, tools, box);
});
