/** The facets at the left: each value with its count, the chosen ones ticked. */

import { element } from "../dom";
import { choices, FACETS, NONE, type Facet, type State, type View } from "./model";

const LABELS: Readonly<Record<Facet, string>> = { kind: "Kind", type: "Type", owner: "Owner", system: "System", lifecycle: "Lifecycle", tag: "Tag" };
const SHOWN = 8;

export type Label = (facet: Facet, value: string) => string;

export class Facets {
  readonly element = element("div", { class: "hl-facets", role: "group", "aria-label": "Filters" });
  private readonly open = new Set<Facet>();

  constructor(
    private readonly label: Label,
    private readonly onToggle: (facet: Facet, value: string) => void,
  ) {}

  show(view: View, state: State): void {
    const held = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.key : undefined;
    const groups = FACETS.map((facet) => this.facet(facet, view, state)).filter((group): group is HTMLFieldSetElement => group !== null);
    this.element.replaceChildren(...groups);
    if (held !== undefined) {
      [...this.element.querySelectorAll("input")].find((input) => input.dataset.key === held)?.focus({ preventScroll: true });
    }
  }

  private facet(facet: Facet, view: View, state: State): HTMLFieldSetElement | null {
    const chosen = state.chosen[facet];
    const all = choices(view.counts[facet], chosen);
    if (all.every(([value]) => value === NONE) && chosen.length === 0) return null;
    const shown = this.open.has(facet) ? all : [...all.filter(([value]) => chosen.includes(value)), ...all.filter(([value]) => !chosen.includes(value))].slice(0, Math.max(SHOWN, chosen.length));
    const items = shown.map(([value, count]) => {
      const input = element("input", { type: "checkbox", "data-key": `${facet}=${value}` });
      input.checked = chosen.includes(value);
      input.addEventListener("change", () => this.onToggle(facet, value));
      const text = this.label(facet, value);
      return element("label", { class: "hl-facets__choice", title: text }, input, element("span", { class: "hl-facets__label" }, text), element("span", { class: "hl-facets__count" }, String(count)));
    });
    const group = element("fieldset", { class: "hl-facets__group" }, element("legend", {}, LABELS[facet]), ...items);
    if (all.length > shown.length || this.open.has(facet)) {
      const more = element("button", { type: "button", class: "hl-facets__more" }, this.open.has(facet) ? "Show fewer" : `Show all ${all.length}`);
      more.addEventListener("click", () => {
        if (!this.open.delete(facet)) this.open.add(facet);
        this.show(view, state);
        this.element.querySelector<HTMLElement>(`[data-facet="${facet}"] .hl-facets__more`)?.focus();
      });
      group.append(more);
    }
    group.dataset.facet = facet;
    return group;
  }
}
