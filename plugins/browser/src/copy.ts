/** Copy buttons: `<button data-copy="text">` copies that text, `<button data-copy-from="#id">` the text of that element. */

const BUTTONS = "[data-copy], [data-copy-from]";

/** They come hidden, because without a script they can do nothing. */
export function showCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>(BUTTONS)) button.hidden = false;
}

export function copyOnClick(target: Element): void {
  const button = target.closest<HTMLElement>(BUTTONS);
  if (!button) return;
  const { copy, copyFrom } = button.dataset;
  const text = copyFrom ? (document.querySelector(copyFrom)?.textContent ?? "") : (copy ?? "");
  void write(text).then((done) => say(button, done ? "Copied" : "Press Ctrl-C to copy"));
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeByCommand(text);
  }
}

/** The clipboard API exists only on https and localhost; many portals live on plain http inside a company. */
function writeByCommand(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hl-visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

function say(button: HTMLElement, words: string): void {
  if (button.dataset.hlSaid !== undefined) return;
  button.dataset.hlSaid = "";
  const tip = document.createElement("span");
  tip.className = "hl-copied";
  tip.setAttribute("role", "status");
  tip.textContent = words;
  button.append(tip);
  setTimeout(() => {
    tip.remove();
    delete button.dataset.hlSaid;
  }, 1500);
}
