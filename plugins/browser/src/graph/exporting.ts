/** What is drawn as a file of its own: SVG with its colours in it, and PNG made from that. */

const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor", "opacity"] as const;
const MARGIN = 8;
/** Twice as many pixels as the screen's points, so that it stays sharp in a document. */
const SHARPNESS = 2;
/** Browsers make no larger pictures. */
const LARGEST = 12_000;

/** The drawing as the text of an SVG file that looks the same without our style sheet. */
export function svgText(drawing: SVGSVGElement, title: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const shown = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((node, at) => {
    const original = shown[at];
    if (!original) return;
    const style = getComputedStyle(original);
    if (original instanceof SVGTextElement && style.visibility === "hidden") node.setAttribute("display", "none");
    if (original instanceof SVGGraphicsElement) for (const name of STYLED) node.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "data-key", "data-kind", "style", "role"]) node.removeAttribute(name);
    // The reader may not have our font: the text keeps its width in whatever font there is.
    if (original instanceof SVGTSpanElement) {
      node.setAttribute("textLength", original.getComputedTextLength().toFixed(1));
      node.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
    if (node instanceof SVGAElement) node.setAttribute("href", (original as SVGAElement).href.baseVal);
  });
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`);
  copy.setAttribute("width", String(width + 2 * MARGIN));
  copy.setAttribute("height", String(height + 2 * MARGIN));
  copy.setAttribute("font-family", "Inter, system-ui, sans-serif");
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [attribute, value] of Object.entries({ x: -MARGIN, y: -MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN })) ground.setAttribute(attribute, String(value));
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(name, ground);
  return new XMLSerializer().serializeToString(copy);
}

export async function png(text: string): Promise<Blob> {
  const picture = new Image();
  await new Promise((resolve, reject) => {
    picture.onload = resolve;
    picture.onerror = () => reject(new Error("The picture could not be drawn."));
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
  const scale = Math.min(SHARPNESS, LARGEST / Math.max(picture.width, picture.height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"));
}
