/** Loaded when search is first opened: fetches the index and shows the dialog at once, whatever has come so far. */

import { fetchData } from "./data";
import type { OperationsData } from "./operations/model";
import { OperationSearch } from "./operations/search";
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
      await addOperations(site.root, dialog);
    })
    .catch((error: unknown) => dialog.fail(error instanceof Error ? error.message : String(error)));
}

/** Operations are many and asked for less often: they come last, and without them the search is whole all the same. */
async function addOperations(root: string, dialog: SearchDialog): Promise<void> {
  const data = await fetchData<OperationsData>(root, "operations.json").catch(() => null);
  if (!data) return;
  const operations = new OperationSearch(data);
  dialog.withOperations((query) => operations.find(query));
}
