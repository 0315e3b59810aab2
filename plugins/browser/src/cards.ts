/**
 * Cards on links to records: what the record is, whose, in a sentence, before one follows the link.
 *
 * A pointer that rests on the link, or focus from the keyboard, shows the card; Escape, or going elsewhere, takes it away;
 * the pointer may move onto it. Where one touches, the first touch shows it, and the next one follows the link.
 */

import { element } from "./dom";

const LINKS = "a[data-hl-card-name]";
const REST = 250;
const LINGER = 150;
const GAP = 6;

let shown: { readonly link: HTMLAnchorElement; readonly card: HTMLElement; readonly title: string | null } | null = null;
let timer = 0;

/** Begins to show cards on a page's links; `signal` ends it. */
export function showCards(signal: AbortSignal): void {
  let touched = false;
  const on = <K extends keyof DocumentEventMap>(name: K, listener: (event: DocumentEventMap[K]) => void): void =>
    document.addEventListener(name, listener, { signal });
  signal.addEventListener("abort", hide);

  on("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event.target);
    if (link) after(REST, () => show(link));
    else if (shown && event.target instanceof Node && shown.card.contains(event.target)) clearTimeout(timer);
    else after(LINGER, hide);
  });
  on("focusin", (event) => {
    const link = linkOf(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (!(shown && event.target instanceof Node && shown.card.contains(event.target))) hide();
  });
  on("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  on("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && event.target instanceof Node && !shown.card.contains(event.target) && !shown.link.contains(event.target)) hide();
  });
  on("click", (event) => {
    const link = touched ? linkOf(event.target) : null;
    if (!link || shown?.link === link) return;
    event.preventDefault();
    clearTimeout(timer);
    show(link);
  });
}

function linkOf(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
}

function after(milliseconds: number, what: () => void): void {
  clearTimeout(timer);
  timer = window.setTimeout(what, milliseconds);
}

function show(link: HTMLAnchorElement): void {
  if (shown?.link === link || !link.isConnected) return;
  hide();
  const { hlCardKind = "", hlCardOf = "", hlCardName = "", hlCardOwner = "", hlCardAbout = "" } = link.dataset;
  const card = element(
    "div",
    { class: "hl-card", id: "hl-card", role: "tooltip", "data-kind": hlCardOf },
    element("p", { class: "hl-card__name" }, element("span", { class: "hl-kind", "data-kind": hlCardOf }, hlCardKind), " ", element("strong", {}, hlCardName)),
    hlCardAbout ? element("p", {}, hlCardAbout) : null,
    hlCardOwner ? element("p", { class: "hl-muted" }, `Owner: ${hlCardOwner}`) : null,
  );
  // The browser's own tooltip would say the same once more.
  const title = link.getAttribute("title");
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", card.id);
  document.body.append(card);
  place(card, link);
  shown = { link, card, title };
}

function hide(): void {
  clearTimeout(timer);
  if (!shown) return;
  shown.card.remove();
  shown.link.removeAttribute("aria-describedby");
  if (shown.title !== null) shown.link.setAttribute("title", shown.title);
  shown = null;
}

/** Below the link's first line, or above it where there is no room; always inside the window. */
function place(card: HTMLElement, link: HTMLAnchorElement): void {
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const page = document.documentElement;
  const left = Math.max(GAP, Math.min(box.left, page.clientWidth - width - GAP));
  const below = box.bottom + GAP;
  const top = below + height > page.clientHeight && box.top > height + GAP ? box.top - height - GAP : below;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
