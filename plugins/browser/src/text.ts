/** Words: how text is cut into them, and which parts of a text they match. */

/** Lower case and without accents, so that "Zürich" is found by "zurich". One character stays one character. */
export function fold(text: string): string {
  return Array.from(text, (character) => {
    const folded = character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return folded.length === character.length ? folded : character.toLowerCase().slice(0, character.length).padEnd(character.length);
  }).join("");
}

/** The words of a text; `paymentService` is also `payment` and `service`. */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    if (!word) continue;
    const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
    found.push(word);
    if (parts.length > 1) found.push(...parts);
  }
  return found;
}

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** A text cut into parts that match one of the terms (folded words, at the start of a word if possible) and parts that do not. */
export function highlight(text: string, terms: readonly string[]): Part[] {
  const folded = fold(text);
  const marks = new Array<boolean>(text.length).fill(false);
  for (const term of terms) {
    if (!term) continue;
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      marks.fill(true, at, at + term.length);
    }
  }
  const parts: Part[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    while (end < text.length && marks[end] === marks[start]) end += 1;
    parts.push({ text: text.slice(start, end), hit: marks[start] === true });
  }
  return parts;
}

/** A piece of about `size` characters around the first match, cut at words. */
export function excerpt(text: string, terms: readonly string[], size: number): string {
  if (text.length <= size) return text;
  const folded = fold(text);
  const places = terms.map((term) => (term ? folded.indexOf(term) : -1)).filter((at) => at >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  let start = Math.max(0, first - Math.floor(size / 4));
  if (start > 0) start = Math.max(text.indexOf(" ", start) + 1, 0);
  let end = Math.min(text.length, start + size);
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + Math.floor(size / 2));
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}
