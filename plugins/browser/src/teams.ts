/** Loaded on the Teams page: leaves the teams whose name, type or purpose has what one types, with those above them. */

import { element } from "./dom";
import { fold } from "./text";

interface Team {
  readonly item: HTMLElement;
  /** Its own words, without those of the teams in it. */
  readonly words: string;
  readonly folds: HTMLDetailsElement | null;
  readonly wasOpen: boolean;
}

class TeamsFilter {
  private readonly text = element("input", {
    type: "search",
    class: "hl-explorer__filter",
    placeholder: "Filter teams",
    "aria-label": "Filter teams by any word",
    autocomplete: "off",
    spellcheck: "false",
  });
  private readonly count = element("p", { class: "hl-explorer__count", role: "status" });
  private readonly elsewhere = element("a", {}, "Look among all teams");
  private readonly teams: readonly Team[];

  constructor(
    private readonly place: HTMLElement,
    list: HTMLElement,
  ) {
    this.teams = [...list.querySelectorAll<HTMLElement>(".hl-team")].map((item) => {
      const folds = item.querySelector<HTMLDetailsElement>(":scope > details");
      const name = item.querySelector(":scope > .hl-team__row > .hl-team__name");
      return { item, words: fold(`${name?.textContent ?? ""} ${item.dataset.ref ?? ""}`), folds, wasOpen: folds?.open ?? false };
    });
    this.text.value = new URLSearchParams(location.search).get("q") ?? "";
    this.text.addEventListener("input", () => {
      const query = this.text.value ? `?${new URLSearchParams({ q: this.text.value }).toString()}` : "";
      history.replaceState(null, "", location.pathname + query + location.hash);
      this.show();
    });
    place.replaceChildren(this.text, this.count, this.elsewhere);
    place.hidden = false;
    this.show();
  }

  private show(): void {
    const needles = fold(this.text.value).split(/\s+/).filter(Boolean);
    let hits = 0;
    const kept = new Set<HTMLElement>();
    for (const { item, words } of this.teams) {
      if (!needles.every((needle) => words.includes(needle))) continue;
      hits += 1;
      for (let here: HTMLElement | null = item; here && !kept.has(here); here = here.parentElement?.closest<HTMLElement>(".hl-team") ?? null) kept.add(here);
    }
    for (const { item, folds, wasOpen } of this.teams) {
      item.hidden = !kept.has(item);
      if (folds) folds.open = needles.length > 0 || wasOpen;
    }
    const total = Number(this.place.dataset.total);
    const shown = Number(this.place.dataset.shown);
    const found = needles.length > 0 ? `${hits} of ${shown}` : String(shown);
    this.count.textContent = shown < total ? `${found} teams on this page, ${total} in all` : `${found} teams`;
    this.elsewhere.hidden = shown >= total || needles.length === 0;
    this.elsewhere.href = `${this.place.dataset.all ?? ""}&${new URLSearchParams({ q: this.text.value }).toString()}`;
  }
}

document.addEventListener("headland:page", () => {
  const place = document.querySelector<HTMLElement>("#hl-teams-filter:not([data-started])");
  const list = document.getElementById("hl-teams-list");
  if (!place || !list) return;
  place.dataset.started = "";
  new TeamsFilter(place, list);
});
