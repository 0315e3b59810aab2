/** What can be found: records and sections of docs, and how they are ranked. No DOM here. */

import MiniSearch, { type SearchResult } from "minisearch";
import { fold, words } from "../text";

export interface SearchData {
  readonly version: number;
  /** title, name, kind, owner, tags (spaces between), description, address */
  readonly records: ReadonlyArray<readonly [string, string, string, string, string, string, string]>;
  /** page title, heading, text, address with anchor */
  readonly docs: ReadonlyArray<readonly [string, string, string, string]>;
}

export interface RecordHit {
  readonly title: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  /** Why it matched, where it is not the title or name that did (`tag java`, the description); else whose it is. */
  readonly why: string;
}

export interface DocHit {
  readonly page: string;
  readonly heading: string;
  readonly text: string;
  readonly address: string;
}

export interface Hits {
  readonly records: readonly RecordHit[];
  readonly recordCount: number;
  readonly docs: readonly DocHit[];
  /** The words as found, folded, typos mended: what to mark in the text. */
  readonly terms: readonly string[];
}

const RECORD_FIELDS = ["title", "name", "tags", "owner", "kind", "description"] as const;
const DOC_FIELDS = ["title", "heading", "text"] as const;
const SHOWN_RECORDS = 12;
const SHOWN_PAGES = 6;
const SECTIONS_OF_A_PAGE = 3;

function options(boost: Record<string, number>) {
  return {
    boost,
    prefix: (term: string) => term.length >= 2 || /\p{L}|\p{N}/u.test(term),
    fuzzy: (term: string) => (term.length <= 3 ? false : term.length <= 5 ? 1 : 2),
    weights: { prefix: 0.6, fuzzy: 0.25 },
  };
}

export class SearchIndex {
  private readonly records: MiniSearch;
  private readonly docs: MiniSearch;
  private readonly names: string[];

  constructor(private readonly data: SearchData) {
    const common = { tokenize: (text: string) => words(text), processTerm: (term: string) => fold(term) };
    this.records = new MiniSearch({ fields: [...RECORD_FIELDS], searchOptions: options({ title: 6, name: 6, tags: 2, owner: 1.5, kind: 1, description: 0.6 }), ...common });
    this.docs = new MiniSearch({ fields: [...DOC_FIELDS], searchOptions: options({ title: 3, heading: 3, text: 1 }), ...common });
    this.names = data.records.map(([title, name]) => fold(`${title}\n${name}`));
  }

  /** Fills the index in small steps, so that typing is never held up; records first. */
  async fill(step: () => void): Promise<void> {
    const records = this.data.records.map(([title, name, kind, owner, tags, description], id) => ({ id, title, name, kind, owner, tags, description }));
    await this.records.addAllAsync(records, { chunkSize: 250 });
    step();
    const docs = this.data.docs.map(([title, heading, text], id) => ({ id, title, heading, text }));
    await this.docs.addAllAsync(docs, { chunkSize: 40 });
    step();
  }

  find(query: string): Hits {
    const records = this.findRecords(query);
    const docs = this.lookup(this.docs, query);
    const terms = new Set<string>(words(query).map(fold));
    for (const result of [...records.slice(0, SHOWN_RECORDS), ...docs.slice(0, SHOWN_PAGES * SECTIONS_OF_A_PAGE)]) {
      for (const term of Object.keys(result.match)) terms.add(bestPart(term, result.queryTerms));
    }
    return {
      records: records.slice(0, SHOWN_RECORDS).map((result) => this.recordHit(result)),
      recordCount: records.length,
      docs: byPage(docs.map((result) => this.docHit(result))),
      terms: [...terms].filter(Boolean).sort((one, other) => other.length - one.length),
    };
  }

  private findRecords(query: string): SearchResult[] {
    const found = this.lookup(this.records, query);
    const needle = fold(query.trim());
    // First the record of that very name, then those whose name begins so, shorter names first; then by score.
    const tier = (result: SearchResult): number => {
      const names = (this.names[result.id as number] ?? "").split("\n").filter((name) => needle && name.startsWith(needle));
      return names.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...names.map((name) => name.length));
    };
    const tiers = new Map(found.map((result) => [result, tier(result)]));
    const ranked = found.sort((one, other) => tiers.get(one)! - tiers.get(other)! || other.score - one.score);
    if (needle.length < 3) return ranked;
    // In the middle of a word no index looks: `store` is to find `petstore` too.
    const seen = new Set(found.map((result) => result.id as number));
    this.names.forEach((name, id) => {
      if (!seen.has(id) && name.includes(needle)) {
        ranked.push({ id, score: 0, terms: [needle], queryTerms: [needle], match: { [needle]: ["name"] } });
      }
    });
    return ranked;
  }

  /** All words first; when nothing has them all, any of them. */
  private lookup(index: MiniSearch, query: string): SearchResult[] {
    const all = index.search(query, { combineWith: "AND" });
    return all.length > 0 ? all : index.search(query, { combineWith: "OR" });
  }

  private recordHit(result: SearchResult): RecordHit {
    const [title, name, kind, owner, tags, description, address] = this.data.records[result.id as number]!;
    const fields = new Set(Object.values(result.match).flat());
    let why = owner ? `owned by ${owner}` : "";
    if (!fields.has("title") && !fields.has("name")) {
      const hits = Object.entries(result.match);
      const tag = tags.split(" ").find((one) => hits.some(([term, where]) => where.includes("tags") && fold(one).includes(term)));
      if (tag) why = `tag ${tag}`;
      else if (fields.has("description") && !fields.has("owner")) why = description;
    }
    return { title, name, kind, address, why };
  }

  private docHit(result: SearchResult): DocHit {
    const [page, heading, text, address] = this.data.docs[result.id as number]!;
    return { page, heading, text, address };
  }
}

/** With a prefix match the reader typed less than the whole word: mark what was typed; with a typo, the word itself. */
function bestPart(term: string, query: readonly string[]): string {
  return query.find((typed) => term.startsWith(typed)) ?? term;
}

/** Sections of one page stand together, in the order of their best section; a few of each. */
function byPage(hits: readonly DocHit[]): DocHit[] {
  const pages = new Map<string, DocHit[]>();
  for (const hit of hits) {
    const page = hit.address.split("#")[0] ?? "";
    const sections = pages.get(page) ?? [];
    if (sections.length < SECTIONS_OF_A_PAGE) sections.push(hit);
    pages.set(page, sections);
  }
  return [...pages.values()].slice(0, SHOWN_PAGES).flat();
}
