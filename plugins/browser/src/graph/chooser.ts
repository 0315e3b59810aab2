/** A field in which one types a few letters of a record's name and chooses it from a list. */

import { element } from "../dom";
import type { Item } from "./model";

const SHOWN = 10;
let made = 0;

export class Chooser {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private found: readonly Item[] = [];
  private active = -1;
  private chosen: Item | null = null;

  constructor(
    label: string,
    placeholder: string,
    private readonly search: (text: string, limit: number) => readonly Item[],
    private readonly choose: (item: Item | null) => void,
  ) {
    const id = `hl-chooser-${(made += 1)}`;
    this.list = element("ul", { id, role: "listbox", class: "hl-chooser__list", "aria-label": label, hidden: true });
    this.input = element("input", {
      type: "search",
      class: "hl-explorer__filter",
      placeholder,
      role: "combobox",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      autocomplete: "off",
      spellcheck: "false",
    });
    this.input.addEventListener("input", () => this.refresh());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => {
      this.close();
      this.input.value = this.chosen?.title ?? "";
    });
    // Before the field loses its focus, which closes the list.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (option) this.take(this.found[Number(option.dataset.at)]);
    });
    this.element = element("div", { class: "hl-chooser" }, element("span", { class: "hl-chooser__label", "aria-hidden": "true" }, label), this.input, this.list);
  }

  show(item: Item | null): void {
    this.chosen = item;
    if (document.activeElement !== this.input) this.input.value = item?.title ?? "";
  }

  private refresh(): void {
    this.found = this.search(this.input.value, SHOWN);
    this.active = -1;
    this.list.replaceChildren(
      ...this.found.map((item, at) =>
        element("li", { role: "option", id: `${this.list.id}-${at}`, "data-at": at, "aria-selected": "false" }, element("span", { class: "hl-kind", "data-kind": item.kind }, item.title), element("span", { class: "hl-muted" }, ` ${item.label} ${item.ref.slice(item.ref.indexOf(":") + 1)}`)),
      ),
    );
    if (this.found.length === 0 && this.input.value) this.list.replaceChildren(element("li", { class: "hl-muted", role: "presentation" }, "No record has such a name."));
    this.list.hidden = this.input.value === "";
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
    // The cross of a search field empties it: nothing is chosen any more.
    if (this.input.value === "" && this.chosen) this.take(undefined);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.input.value === "") this.take(undefined);
      else this.take(this.found[Math.max(0, this.active)]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.refresh();
      const count = this.found.length;
      if (count > 0) this.activate((this.active + (event.key === "ArrowDown" ? 1 : this.active < 0 ? 0 : -1) + count) % count);
    }
  }

  private activate(at: number): void {
    this.active = at;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  private take(item: Item | undefined): void {
    if (item === undefined && this.input.value !== "") return;
    this.chosen = item ?? null;
    this.input.value = item?.title ?? "";
    this.close();
    this.choose(item ?? null);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}
