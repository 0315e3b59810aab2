/** Where the findings of the page come from: its own list, or findings.json when the page holds only a part of them. */

import { fetchData } from "../data";
import { element, outside, within } from "../dom";
import { fold } from "../text";
import { readFindings, type Finding, type FindingsData, type Item } from "./model";

export interface FindingsList {
  readonly items: readonly Item[];
  /** Shows the items at these places, all of them when null; how many it shows. */
  show(places: readonly number[] | null): number;
  ownerTitle(owner: string): string;
}

const MOST = 500;

export async function findingsList(root: string, list: HTMLElement, total: number): Promise<FindingsList> {
  const nodes = [...list.querySelectorAll<HTMLElement>(".hl-finding")];
  if (total > nodes.length) return ofData(await fetchData<FindingsData>(root, "findings.json"), root, list);
  return ofPage(list, nodes);
}

function ofPage(list: HTMLElement, nodes: readonly HTMLElement[]): FindingsList {
  const items = nodes.map((node) => {
    const { severity = "", rule = "", owner = "", file = "" } = node.dataset;
    return { severity, rule, owner, haystack: fold(`${node.textContent ?? ""} ${file}`) };
  });
  return {
    items,
    show(places) {
      const wanted = places === null ? null : new Set(places);
      nodes.forEach((node, at) => (node.hidden = wanted !== null && !wanted.has(at)));
      return places?.length ?? nodes.length;
    },
    ownerTitle(owner) {
      const links = list.querySelectorAll<HTMLElement>(`.hl-finding[data-owner="${CSS.escape(owner)}"] .hl-ref[data-kind]`);
      const name = owner.replace(/^.*\//, "");
      return [...links].find((link) => link.title.toLowerCase().includes(`/${name}`))?.textContent ?? name;
    },
  };
}

function ofData(data: FindingsData, root: string, list: HTMLElement): FindingsList {
  const findings = readFindings(data);
  const asBuilt = [...list.children];
  return {
    items: findings,
    show(places) {
      for (const pager of document.querySelectorAll<HTMLElement>(".hl-pager")) pager.hidden = places !== null;
      const shown = places?.slice(0, MOST).map((at) => row(findings[at]!, data, root));
      list.replaceChildren(...(shown ?? asBuilt));
      return shown?.length ?? findings.length;
    },
    ownerTitle: (owner) => data.owners[owner] ?? owner.replace(/^.*\//, ""),
  };
}

/** One finding in the markup that views/findings gives it. */
function row(finding: Finding, data: FindingsData, root: string): HTMLElement {
  const place = element("code", {}, finding.line ? `${finding.file}:${finding.line}` : finding.file);
  const view = outside(finding.view);
  const edit = outside(finding.edit);
  const meta: Node[] = [
    element("span", { class: "hl-place" }, view ? element("a", { href: view }, place) : place),
    element("a", { href: within(root, `findings/${encodeURIComponent(finding.rule)}/`) }, finding.rule),
  ];
  if (finding.ref) {
    const kind = finding.ref.split(":")[0]?.toLowerCase();
    const name = finding.ref.replace(/^.*\//, "");
    meta.push(element("a", { class: "hl-ref", "data-kind": kind, href: within(root, finding.address), title: finding.ref }, name));
  }
  if (finding.owner) meta.push(element("span", {}, data.owners[finding.owner] ?? finding.owner));
  if (edit) meta.push(element("a", { href: edit }, "Edit"));
  return element(
    "li",
    { class: "hl-finding", "data-severity": finding.severity },
    element("p", { class: "hl-finding__message" }, element("span", { class: "hl-severity", "data-severity": finding.severity }, finding.severity), ` ${finding.message}`),
    finding.hint ? element("p", { class: "hl-finding__hint" }, finding.hint) : null,
    element("p", { class: "hl-finding__meta" }, ...meta.flatMap((node, at) => (at > 0 ? [" · ", node] : [node]))),
  );
}
