/** The search dialog: one box over records and docs, worked wholly from the keyboard. */

import { element, within } from "../dom";
import { does, type Operation } from "../operations/model";
import type { OperationHits } from "../operations/search";
import { excerpt, highlight } from "../text";
import type { Hits } from "./model";
import { recall, remember, type Recent } from "./recent";

export type Find = (query: string) => Hits;
export type FindOperations = (query: string) => OperationHits;

const EXCERPT = 140;
const store = () => localStorage;

export class SearchDialog {
  private readonly input = element("input", {
    type: "search",
    class: "hl-search__input",
    placeholder: "Search records, operations and docs",
    role: "combobox",
    "aria-label": "Search records and docs",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "hl-search-list",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
  });
  private readonly list = element("div", { id: "hl-search-list", class: "hl-search__list", role: "listbox", "aria-label": "Search results" });
  private readonly status = element("p", { class: "hl-search__status", role: "status" });
  private readonly explorer = element("a", { class: "hl-search__all" });
  private readonly dialog: HTMLDialogElement;
  private options: HTMLAnchorElement[] = [];
  private active = -1;
  private find: Find | null = null;
  private findOperations: FindOperations = () => ({ hits: [], count: 0, meant: false });

  constructor(private readonly root: string) {
    const close = element("button", { type: "button", class: "hl-search__close", "aria-label": "Esc: close search" }, "Esc");
    close.addEventListener("click", () => this.dialog.close());
    const keys = element("span", { class: "hl-search__keys", "aria-hidden": "true" });
    for (const [key, meaning] of [["↑↓", "choose"], ["Enter", "open"], ["Ctrl Enter", "new tab"]] as const) {
      keys.append(element("kbd", {}, key), ` ${meaning} `);
    }
    this.dialog = element(
      "dialog",
      { class: "hl-search", "aria-label": "Search" },
      element("div", { class: "hl-search__head" }, this.input, close),
      this.status,
      this.list,
      element("div", { class: "hl-search__foot" }, this.explorer, keys),
    );
    this.input.addEventListener("input", () => this.refresh());
    this.dialog.addEventListener("keydown", (event) => this.onKey(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.list.addEventListener("click", (event) => this.onOpen(event));
    document.body.append(this.dialog);
  }

  open(query: string): void {
    if (!this.dialog.isConnected) document.body.append(this.dialog);
    if (!this.dialog.open) this.dialog.showModal();
    if (query) this.input.value = query;
    this.input.select();
    if (query) this.input.setSelectionRange(query.length, query.length);
    this.input.focus();
    this.refresh();
  }

  /** Called when the data has come, and again as the index fills. */
  ready(find: Find): void {
    this.find = find;
    const chosen = this.options[this.active]?.href;
    const moved = this.active > 0;
    this.refresh();
    const again = this.options.findIndex((option) => option.href === chosen);
    if (moved && again >= 0) this.activate(again);
  }

  /** Called when the operations of APIs have come, which is later, or never. */
  withOperations(find: FindOperations): void {
    this.findOperations = find;
    if (this.find) this.ready(this.find);
  }

  fail(message: string): void {
    this.say(message);
  }

  private refresh(): void {
    if (!this.dialog.open) return;
    const query = this.input.value.trim();
    this.explorer.href = within(this.root, `explorer/${query ? `?q=${encodeURIComponent(query)}` : ""}`);
    this.explorer.textContent = query ? "See all in the Explorer" : "Browse everything in the Explorer";
    if (!query) this.showRecent(recall(store, this.root));
    else if (this.find) this.showHits(query, this.find(query));
    else this.say("Loading …");
  }

  private showRecent(recent: readonly Recent[]): void {
    const options = recent.map((one) => this.option(one.address, one.title, one.kind, [], ""));
    this.fill(options.length > 0 ? [group("Recently opened", options)] : [], -1);
    this.say(options.length > 0 ? "" : "Type a name, a tag, an owner or a word of the docs.");
  }

  private showHits(query: string, hits: Hits): void {
    const groups: HTMLElement[] = [];
    if (hits.records.length > 0) {
      const options = hits.records.map((hit) => this.option(hit.address, hit.title, hit.kind, hits.terms, excerpt(hit.why, hits.terms, EXCERPT), hit.name));
      const more = hits.recordCount - options.length;
      groups.push(group(more > 0 ? `Records (${options.length} of ${hits.recordCount})` : "Records", options));
    }
    const operations = this.findOperations(query);
    if (operations.hits.length > 0) {
      const label = operations.count > operations.hits.length ? `Operations (${operations.hits.length} of ${operations.count})` : "Operations";
      const shown = group(label, operations.hits.map((hit) => this.operation(hit, hits.terms)));
      if (operations.meant) groups.unshift(shown);
      else groups.push(shown);
    }
    if (hits.docs.length > 0) {
      const options = hits.docs.map((hit) =>
        this.option(hit.address, hit.heading && hit.heading !== hit.page ? `${hit.page} › ${hit.heading}` : hit.page, "Docs", hits.terms, excerpt(hit.text, hits.terms, EXCERPT)),
      );
      groups.push(group("Docs", options));
    }
    this.fill(groups, 0);
    const count = this.options.length;
    this.say(count > 0 ? "" : `Nothing found for “${query}”. Try fewer or shorter words.`);
    this.list.setAttribute("aria-label", `${count} results`);
  }

  private option(address: string, title: string, kind: string, terms: readonly string[], note: string, name = ""): HTMLAnchorElement {
    const badge = element("span", { class: "hl-search__kind", "data-kind": kind.toLowerCase() }, kind);
    const heading = element("span", { class: "hl-search__title" }, ...marked(title, terms));
    if (name && name.toLowerCase() !== title.toLowerCase()) heading.append(element("code", {}, ...marked(name, terms)));
    return element(
      "a",
      { class: "hl-search__option", role: "option", "aria-selected": "false", tabindex: -1, href: within(this.root, address), "data-title": title, "data-kind": kind, "data-address": address },
      badge,
      heading,
      note ? element("span", { class: "hl-search__note" }, ...marked(note, terms)) : null,
    );
  }

  /** An operation: its verb and path, then what it does and whose API it is; it leads to its place on the API's pages. */
  private operation(hit: Operation, terms: readonly string[]): HTMLAnchorElement {
    const note = [hit.summary, hit.apiTitle].filter(Boolean).join(" · ");
    const option = this.option(hit.address, hit.path, "API", terms, note);
    option.dataset.title = `${hit.verb} ${hit.path}`;
    const verb = element("span", { class: "hl-verb-badge", "data-does": does(hit.verb) }, hit.verb);
    option.querySelector(".hl-search__kind")?.replaceWith(element("span", { class: "hl-search__kind hl-search__kind--verb" }, verb));
    return option;
  }

  private fill(groups: readonly HTMLElement[], active: number): void {
    this.list.replaceChildren(...groups);
    this.options = [...this.list.querySelectorAll<HTMLAnchorElement>(".hl-search__option")];
    this.options.forEach((option, at) => (option.id = `hl-search-${at}`));
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.activate(this.options.length > 0 ? active : -1);
    this.list.scrollTop = 0;
  }

  private activate(at: number): void {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = this.options[at];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  private onKey(event: KeyboardEvent): void {
    const count = this.options.length;
    if (event.key === "ArrowDown" && count > 0) this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) this.activate((this.active <= 0 ? count : this.active) - 1);
    else if (event.key === "Enter" && event.target === this.input) this.openActive(event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  private openActive(newTab: boolean): void {
    const option = this.options[this.active];
    if (!option) return;
    this.note(option);
    if (newTab) window.open(option.href, "_blank", "noopener");
    else {
      this.dialog.close();
      location.assign(option.href);
    }
  }

  private onOpen(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".hl-search__option") : null;
    if (!option) return;
    this.note(option);
    // A link to a heading of this very page loads nothing: the dialog must go by itself.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.dialog.close();
  }

  private note(option: HTMLAnchorElement): void {
    const { title = "", kind = "", address = "" } = option.dataset;
    remember(store, this.root, { title, kind, address });
  }

  private say(words: string): void {
    this.status.textContent = words;
    this.status.hidden = words === "";
  }
}

function group(label: string, options: readonly HTMLElement[]): HTMLElement {
  const heading = element("span", { class: "hl-search__group", "aria-hidden": "true" }, label);
  return element("div", { role: "group", "aria-label": label }, heading, ...options);
}

function marked(text: string, terms: readonly string[]): Array<Node | string> {
  return highlight(text, terms).map((part) => (part.hit ? element("mark", {}, part.text) : part.text));
}
