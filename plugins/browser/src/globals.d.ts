/** What our scripts share on a page, and what Material offers there. */

interface HeadlandSearch {
  open(query: string): void;
}

interface Headland {
  /** Absolute address of the site's root, ending in a slash. */
  root: string;
  /** Ends when the reader leaves the page at hand for another one without a page load: listeners on it go with it. */
  page: AbortSignal;
  search?: HeadlandSearch;
}

/** What we touch of Mermaid, and of the configuration that Material hands it. */
interface MermaidConfig {
  startOnLoad?: boolean;
  themeCSS?: string;
}

interface Window {
  mermaid?: { initialize(config: MermaidConfig): void };
  headland?: Headland;
  /** Data files that came as scripts, by name, until they are fetched. */
  headlandData?: Record<string, unknown>;
  /** Material's stream of page loads: at once for this page, again after each instant navigation. */
  document$?: { subscribe(listener: () => void): void };
}
