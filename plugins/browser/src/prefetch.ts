/** The next page is fetched while the reader is still on the way to it: on hover, touch or focus of its link. */

/** How long a pointer rests on a link before it is taken for meant, in milliseconds. */
const REST = 65;
/** Pages that one page may ask for ahead. */
const MOST = 40;

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/** A link of a page, or of a drawing in it. */
type Link = HTMLAnchorElement | SVGAElement;

/** The page to fetch for a link, or null: only other pages of this site, which a plain click would open here. */
export function pageOf(link: Link, here: string, root: string): string | null {
  const [address, target] = typeof link.href === "string" ? [link.href, link.target as string] : [link.href.baseVal, ""];
  if (!address || link.hasAttribute("download") || (target && target !== "_self")) return null;
  let url: URL;
  try {
    url = new URL(address, here);
  } catch {
    return null;
  }
  url.hash = "";
  const isPage = /(?:\/|\.html)$/.test(url.pathname) && /^https?:$/.test(url.protocol);
  return isPage && url.href.startsWith(root) && url.pathname !== new URL(here).pathname ? url.href : null;
}

/** Begins to fetch pages ahead, unless the reader saves data or the line is slow. */
export function fetchAhead(root: string): void {
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  if (connection?.saveData || /2g/.test(connection?.effectiveType ?? "")) return;
  const fetched = new Set<string>();
  let resting = 0;

  const ask = (target: EventTarget | null, rest: number): void => {
    clearTimeout(resting);
    const link = linkAt(target);
    const page = link && fetched.size < MOST ? pageOf(link, location.href, root) : null;
    if (page && !fetched.has(page)) {
      resting = window.setTimeout(() => {
        fetched.add(page);
        fetchPage(page);
      }, rest);
    }
  };
  // A press of the mouse gives focus, too, and then the page is asked for already.
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible")) ask(event.target, REST);
  });
  const isReady = makesReady();
  const byPointer = (event: Event, rest: number): void => {
    if (!isReady || linkAt(event.target) instanceof SVGAElement) ask(event.target, rest);
  };
  document.addEventListener("mouseover", (event) => byPointer(event, REST), { passive: true });
  document.addEventListener("touchstart", (event) => byPointer(event, 0), { passive: true });
}

function linkAt(target: EventTarget | null): Link | null {
  const link: Element | null = target instanceof Element ? target.closest("a") : null;
  return link instanceof HTMLAnchorElement || link instanceof SVGAElement ? link : null;
}

/** Whether the browser itself sees to links under the pointer, by the rules in the page (see portal/decorate.py).
 *  It knows nothing of the links of drawings. */
function makesReady(): boolean {
  return HTMLScriptElement.supports?.("speculationrules") && document.querySelector("script[type=speculationrules]") !== null;
}

function fetchPage(address: string): void {
  const link = document.createElement("link");
  if (link.relList.supports("prefetch")) {
    link.rel = "prefetch";
    link.href = address;
    document.head.append(link);
  } else {
    // Safari knows no such link; what this fetches stands in the same cache.
    void fetch(address, { priority: "low", credentials: "same-origin" } as RequestInit).catch(() => undefined);
  }
}
