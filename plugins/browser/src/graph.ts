/** Loaded on the Graph's page: puts the drawing to explore in the place of the static list, which stays if that fails. */

import { fetchData } from "./data";
import { element } from "./dom";
import type { GraphData } from "./graph/model";
import { GraphPage } from "./graph/page";

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#hl-network:not([data-started])");
  const site = window.headland;
  if (!place || !site) return;
  place.dataset.started = "";
  try {
    new GraphPage(await fetchData<GraphData>(site.root, "graph.json"), site.root, place);
  } catch (error) {
    place.classList.add("hl-network--failed");
    place.prepend(element("p", { class: "hl-note", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}

document.addEventListener("headland:page", () => void start());
