/** What lasts as long as the page at hand, which a theme may replace without a page load. */

/** Listens on the window until the reader leaves this page. */
export function onWindow<K extends keyof WindowEventMap>(name: K, listener: (event: WindowEventMap[K]) => void): void {
  const site = window.headland;
  if (site) addEventListener(name, listener, { passive: true, signal: site.page });
}
