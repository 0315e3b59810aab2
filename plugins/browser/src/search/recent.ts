/** What this reader opened last from search; kept in the browser alone. */

export interface Recent {
  readonly title: string;
  readonly kind: string;
  readonly address: string;
}

const KEY = "headland.recent";
const KEPT = 8;

/** Where it is kept; reading the property itself fails where storage is forbidden, so it is asked for each time. */
export type Store = () => Pick<Storage, "getItem" | "setItem">;

export function recall(store: Store, root: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(store().getItem(`${KEY}:${new URL(root).pathname}`) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function remember(store: Store, root: string, opened: Recent): void {
  const others = recall(store, root).filter((one) => one.address !== opened.address);
  try {
    store().setItem(`${KEY}:${new URL(root).pathname}`, JSON.stringify([opened, ...others].slice(0, KEPT)));
  } catch {
    // A full or forbidden storage costs only the list of recent ones.
  }
}

function isRecent(value: unknown): value is Recent {
  return typeof value === "object" && value !== null && ["title", "kind", "address"].every((key) => typeof (value as Record<string, unknown>)[key] === "string");
}
