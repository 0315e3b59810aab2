/** Old links had capitals (`catalog/default/Component/Payments/`); our addresses have none. */

/**
 * The lower-case address to go to, or null when this page is where it should be.
 *
 * Only the path below the site's root is changed: the root, the query and the fragment may well have capitals.
 */
export function lowerCaseAddress(address: string, root: string, notFound: boolean): string | null {
  if (!notFound || !address.startsWith(root)) return null;
  const url = new URL(address);
  const prefix = new URL(root).pathname;
  const rest = url.pathname.slice(prefix.length);
  // %2F and its like are written with capitals by habit; only letters outside of escapes count.
  const lowered = rest.replace(/%[0-9a-f]{2}|[A-Z]+/gi, (part) => (part.startsWith("%") ? part : part.toLowerCase()));
  if (lowered === rest) return null;
  url.pathname = prefix + lowered;
  return url.href;
}
