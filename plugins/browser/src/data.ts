/** Data files of the site: the one place from which they come, be it a server or a disk; each is checked for its version. */

import { loadScript } from "./script";

interface Versioned {
  readonly version: number;
}

const BROKEN = "The data of this page could not be loaded";

/** Reads `assets/headland/<name>` below the site's root. Throws an Error whose message can be shown. */
export async function fetchData<T extends Versioned>(root: string, name: string): Promise<T> {
  const address = new URL(`assets/headland/${name}`, root);
  const data = (address.protocol === "file:" ? await fromDisk(address, name) : await fromServer(address, name)) as T;
  if (data.version !== 1) throw new Error("This page was built by another version of the site. Reload it.");
  return data;
}

async function fromServer(address: URL, name: string): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(address);
  } catch {
    throw new Error(`${BROKEN}. Try again when you are online.`);
  }
  if (!answer.ok) throw new Error(`${BROKEN}: ${name} answered ${answer.status}.`);
  return answer.json();
}

/** Under `file:` browsers refuse fetch(), but run scripts: `headland build --offline` writes each file as one, too. */
async function fromDisk(address: URL, name: string): Promise<unknown> {
  try {
    await loadScript(`${address.href}.js`);
  } catch {
    throw new Error(`${BROKEN} from disk. Build the site with \`headland build --offline\`.`);
  }
  const data = window.headlandData?.[name];
  delete window.headlandData?.[name];
  return data;
}
