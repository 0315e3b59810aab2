/** Data files of the site: fetched once, checked for their version. */

interface Versioned {
  readonly version: number;
}

/** Reads `assets/headland/<name>` below the site's root. Throws an Error whose message can be shown. */
export async function fetchData<T extends Versioned>(root: string, name: string): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(new URL(`assets/headland/${name}`, root));
  } catch {
    throw new Error("The data of this page could not be loaded. Try again when you are online.");
  }
  if (!answer.ok) throw new Error(`The data of this page could not be loaded: ${name} answered ${answer.status}.`);
  const data = (await answer.json()) as T;
  if (data.version !== 1) throw new Error("This page was built by another version of the site. Reload it.");
  return data;
}
