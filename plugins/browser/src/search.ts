/** Loaded when search is first opened: fetches the index and shows the dialog at once, whatever has come so far. */

import { fetchData } from "./data";
import { SearchDialog } from "./search/dialog";
import { SearchIndex, type SearchData } from "./search/model";

const site = window.headland;
if (site) {
  const dialog = new SearchDialog(site.root);
  site.search = { open: (query) => dialog.open(query) };
  fetchData<SearchData>(site.root, "search.json")
    .then(async (data) => {
      const index = new SearchIndex(data);
      const show = () => dialog.ready((query) => index.find(query));
      show();
      await index.fill(show);
    })
    .catch((error: unknown) => dialog.fail(error instanceof Error ? error.message : String(error)));
}
