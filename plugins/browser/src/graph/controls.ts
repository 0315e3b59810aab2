/** The filters above the drawing: relations, kinds, owner and domain, and a chip for each that is chosen. */

import { element } from "../dom";
import { FACETS, NONE, type Facet } from "../explorer/model";
import { short } from "../explorer/table";
import type { State } from "./address";
import { domainOf, valueOf } from "./filters";
import type { Network } from "./model";

type Go = (state: State) => void;

export class Controls {
  readonly element = element("details", { class: "hl-fold hl-network__filters" }, element("summary", {}, "Filters"));
  readonly chips = element("div", { class: "hl-explorer__chips" });
  private state: State | null = null;
  private filled = false;

  constructor(
    private readonly network: Network,
    private readonly go: Go,
  ) {
    // Some thousands of records are counted for the choices: not before somebody looks at them.
    this.element.addEventListener("toggle", () => this.state && this.show(this.state));
  }

  show(state: State): void {
    this.state = state;
    this.chips.replaceChildren(...this.made(state));
    this.chips.hidden = this.chips.childElementCount === 0;
    if (!this.element.open) return;
    if (!this.filled) this.fill();
    for (const box of this.element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = has(state, box.dataset.facet ?? "", box.value);
    for (const field of this.element.querySelectorAll("select")) field.value = "";
  }

  private fill(): void {
    this.filled = true;
    const { network } = this;
    const kinds = tally(network.items.map((item) => item.kind));
    this.element.append(
      this.boxes("Links followed", "relation", network.relations.map(({ type, words }) => [type, words] as const)),
      this.boxes("Kinds", "kind", [...kinds].map(([kind, total]) => [kind, `${network.kinds.get(kind)?.plural ?? kind} (${total.toLocaleString("en")})`] as const)),
      element(
        "div",
        { class: "hl-bar" },
        this.select("Owner", "owner", tally(network.items.map((item) => valueOf(network, item, "owner")))),
        this.select("Domain", "domain", tally(network.items.map((item) => domainOf(network, item)))),
        this.select("Lifecycle", "lifecycle", tally(network.items.map((item) => item.lifecycle || NONE))),
      ),
    );
  }

  private boxes(legend: string, name: string, choices: ReadonlyArray<readonly [value: string, words: string]>): HTMLElement {
    const group = element("fieldset", { class: "hl-facets__group hl-network__choices" }, element("legend", {}, legend));
    for (const [value, words] of choices) {
      const box = element("input", { type: "checkbox", "data-facet": name, value });
      box.addEventListener("change", () => this.state && this.go(toggled(this.state, name, value)));
      group.append(element("label", { class: "hl-facets__choice" }, box, words));
    }
    return group;
  }

  private select(label: string, name: string, counts: ReadonlyMap<string, number>): HTMLElement {
    const field = element("select", { class: "hl-select", "aria-label": label }, element("option", { value: "" }, `${label}: add one`));
    const choices = [...counts].map(([value, total]) => [value, this.words(name, value), total] as const);
    choices.sort(([, one], [, other]) => one.localeCompare(other, "en", { numeric: true }));
    for (const [value, words, total] of choices) field.append(element("option", { value }, `${words} (${total.toLocaleString("en")})`));
    field.addEventListener("change", () => field.value && this.state && this.go(toggled(this.state, name, field.value)));
    return field;
  }

  private made(state: State): HTMLElement[] {
    const chosen: Array<readonly [name: string, value: string]> = [
      ...state.relations.map((value) => ["relation", value] as const),
      ...state.domains.map((value) => ["domain", value] as const),
      ...FACETS.flatMap((facet) => state.filters.chosen[facet].map((value) => [facet, value] as const)),
      ...(state.filters.text ? [["q", state.filters.text] as const] : []),
      ...state.open.map((value) => ["open", value] as const),
    ];
    return chosen.map(([name, value]) => {
      const chip = element("button", { type: "button", class: "hl-chip", title: name === "open" ? "Close it again" : "Remove this filter" }, this.chipWords(name, value), element("span", { "aria-hidden": "true" }, " ×"));
      chip.addEventListener("click", () => this.state && this.go(toggled(this.state, name, value)));
      return chip;
    });
  }

  private chipWords(name: string, value: string): string {
    if (name === "q") return `"${value}"`;
    if (name === "relation") return `link: ${this.network.relations.find(({ type }) => type === value)?.words ?? value}`;
    return `${name === "open" ? "opened" : name}: ${this.words(name, value)}`;
  }

  private words(name: string, value: string): string {
    if (value === NONE) return `no ${name}`;
    if (name === "kind") return this.network.kinds.get(value)?.plural ?? value;
    if (value.startsWith("kind:")) return this.network.kinds.get(value.slice(5))?.plural ?? value;
    return this.network.find(value)?.title ?? (value.includes(":") ? short(value) : value);
  }
}

function has(state: State, name: string, value: string): boolean {
  if (name === "relation") return state.relations.includes(value);
  return state.filters.chosen[name as Facet].includes(value);
}

function toggled(state: State, name: string, value: string): State {
  const flip = (values: readonly string[]): string[] => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  if (name === "relation") return { ...state, relations: flip(state.relations) };
  if (name === "domain") return { ...state, domains: flip(state.domains) };
  if (name === "open") return { ...state, open: flip(state.open) };
  if (name === "q") return { ...state, filters: { ...state.filters, text: "" } };
  const facet = name as Facet;
  return { ...state, filters: { ...state.filters, chosen: { ...state.filters.chosen, [facet]: flip(state.filters.chosen[facet]) } } };
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
