/** What one asked about in the drawing: a record with its facts and what one can do with it, or a group with its members. */

import { element, within } from "../dom";
import type { Item, Network } from "./model";
import type { SceneNode } from "./scene";
import { count } from "./words";

export interface Offers {
  readonly root: string;
  /** The record that the drawing is around. */
  readonly of: Item | null;
  readonly around: (item: Item) => void;
  readonly way: (from: Item, to: Item) => void;
  /** Shows what a group stands for. */
  readonly open: (node: SceneNode) => void;
  readonly line: (item: Item) => Promise<string>;
  readonly close: () => void;
}

const LISTED = 60;

export function details(network: Network, node: SceneNode, offers: Offers): HTMLElement {
  const close = button("×", offers.close);
  close.className = "hl-network__close";
  close.setAttribute("aria-label", "Close the details");
  const item = node.style === "more" ? null : node.item;
  const parts = item ? about(network, item, offers) : [element("h2", {}, node.title)];
  if (node.members.length > 0) parts.push(...members(network, node, offers));
  return element("div", { class: "hl-network__about" }, close, ...parts);
}

function about(network: Network, item: Item, offers: Offers): HTMLElement[] {
  const line = element("p", { class: "hl-muted" });
  void offers.line(item).then((text) => (line.textContent = text));
  const rows: Array<readonly [string, string, Item | undefined]> = [
    ["Kind", item.label, undefined],
    ["Lifecycle", item.lifecycle, undefined],
    ["Owner", "", network.item(item.owner)],
    ["System", "", network.item(item.system)],
    ["Domain", "", network.item(item.domain)],
  ];
  const facts = element("dl", { class: "hl-network__facts" });
  for (const [name, text, other] of rows) {
    const value = other ? link(other, offers.root) : text;
    if (value) facts.append(element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  }
  const actions = element("p", { class: "hl-actions" });
  if (item.address) actions.append(element("a", { class: "md-button md-button--primary", href: within(offers.root, item.address) }, "Open its page"));
  if (offers.of?.at !== item.at) {
    actions.append(button("Look around it", () => offers.around(item)));
    const from = offers.of;
    if (from) actions.append(button(`Way from ${from.title}`, () => offers.way(from, item)));
  }
  const heading = element("h2", {}, link(item, offers.root));
  return [heading, ...(item.address ? [] : [element("p", { class: "hl-note" }, "It is named by others and not in the catalog.")]), line, facts, actions];
}

function members(network: Network, node: SceneNode, offers: Offers): HTMLElement[] {
  const list = element("ul", { class: "hl-list" });
  const items = node.members.flatMap((at) => network.item(at) ?? []);
  items.sort((one, other) => one.title.localeCompare(other.title, "en"));
  for (const item of items.slice(0, LISTED)) list.append(element("li", { class: "hl-list__item" }, link(item, offers.root)));
  const open = button(node.style === "more" ? "Draw more of them" : "Draw its parts", () => offers.open(node));
  const rest = items.length - LISTED;
  return [element("p", { class: "hl-actions" }, open), element("p", {}, count(items.length, "record")), list, ...(rest > 0 ? [element("p", { class: "hl-muted" }, `And ${count(rest, "more", "more")}.`)] : [])];
}

export function link(item: Item, root: string): HTMLElement {
  if (!item.address) return element("span", { class: "hl-ref hl-ref--missing", "data-kind": item.kind, title: `${item.ref} is not in the catalog` }, item.title);
  return element("a", { class: "hl-ref", "data-kind": item.kind, href: within(root, item.address), title: `${item.label} ${item.ref}` }, item.title);
}

export function button(text: string, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "hl-button" }, text);
  made.addEventListener("click", press);
  return made;
}
