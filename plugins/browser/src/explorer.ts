/** Loaded on the Explorer's page: puts the live table in the place of the static lists, which stay if that fails. */

import { fetchData } from "./data";
import { element } from "./dom";
import type { ExplorerData } from "./explorer/model";
import { ExplorerPage } from "./explorer/page";

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#hl-explorer:not([data-started])");
  const site = window.headland;
  if (!place || !site) return;
  place.dataset.started = "";
  try {
    new ExplorerPage(await fetchData<ExplorerData>(site.root, "explorer.json"), site.root, place);
  } catch (error) {
    place.classList.add("hl-explorer--failed");
    place.prepend(element("p", { class: "hl-note", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}

document.addEventListener("headland:page", () => void start());
