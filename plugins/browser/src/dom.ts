/** Elements from plain values. Data only ever becomes a text node or an attribute, never markup. */

type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** A link's address below the site's root; on a disk it names the file, as no server looks for it there. */
export function within(root: string, address: string): string {
  const url = new URL(address, root);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href.startsWith(root) ? url.href : root;
}

/** An address outside the site, or null when it is none that a link may lead to. */
export function outside(address: string): string | null {
  return /^https?:\/\//i.test(address) ? address : null;
}
