/** Zooming in a box that scrolls: keys + − 0, Ctrl and wheel, two fingers; dragging moves. Scrolling stays the browser's. */

export interface ZoomRange {
  readonly least: number;
  readonly most: number;
}

const STEP = 1.25;
const DRAGGED = 4;

export class Zoom {
  private scale = 1;
  private readonly fingers = new Map<number, PointerEvent>();
  private pinch: { readonly distance: number; readonly scale: number } | null = null;
  private drag: { readonly x: number; readonly y: number; readonly left: number; readonly top: number; moved: boolean } | null = null;

  /** `apply` draws what is in the box at a scale; after it the box keeps the point under the pointer where it was. */
  constructor(
    private readonly box: HTMLElement,
    private readonly range: ZoomRange,
    private readonly apply: (scale: number) => void,
  ) {
    box.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    box.addEventListener("keydown", (event) => this.onKey(event));
    box.addEventListener("pointerdown", (event) => this.onDown(event));
    box.addEventListener("pointermove", (event) => this.onMove(event));
    for (const name of ["pointerup", "pointercancel", "pointerleave"] as const) box.addEventListener(name, (event) => this.onUp(event));
    // What was dragged was not meant as a click.
    box.addEventListener("click", (event) => this.drag?.moved && (event.preventDefault(), event.stopPropagation()), true);
    box.addEventListener("dragstart", (event) => event.preventDefault());
  }

  get value(): number {
    return this.scale;
  }

  in(): void {
    this.to(this.scale * STEP);
  }

  out(): void {
    this.to(this.scale / STEP);
  }

  /** To a scale, about a point of the screen: by default the middle of the box. */
  to(scale: number, x?: number, y?: number): void {
    const after = Math.min(this.range.most, Math.max(this.range.least, scale));
    const { left, top } = this.box.getBoundingClientRect();
    const right = (x ?? left + this.box.clientWidth / 2) - left;
    const down = (y ?? top + this.box.clientHeight / 2) - top;
    const [wide, tall] = [Math.max(1, this.box.scrollWidth), Math.max(1, this.box.scrollHeight)];
    const [across, along] = [(this.box.scrollLeft + right) / wide, (this.box.scrollTop + down) / tall];
    this.scale = after;
    this.apply(after);
    this.box.scrollLeft = across * this.box.scrollWidth - right;
    this.box.scrollTop = along * this.box.scrollHeight - down;
  }

  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.to(this.scale * Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.003)), event.clientX, event.clientY);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") this.in();
    else if (event.key === "-") this.out();
    else if (event.key === "0") this.to(1);
    else return;
    event.preventDefault();
  }

  private onDown(event: PointerEvent): void {
    this.fingers.set(event.pointerId, event);
    if (event.pointerType === "mouse" && event.button === 0) this.drag = { x: event.clientX, y: event.clientY, left: this.box.scrollLeft, top: this.box.scrollTop, moved: false };
    if (this.fingers.size === 2) this.pinch = { distance: Math.max(1, this.apart()), scale: this.scale };
  }

  private onMove(event: PointerEvent): void {
    if (this.fingers.has(event.pointerId)) this.fingers.set(event.pointerId, event);
    if (this.pinch && this.fingers.size === 2) {
      const [one, other] = [...this.fingers.values()];
      if (one && other) this.to((this.pinch.scale * this.apart()) / this.pinch.distance, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      return;
    }
    if (!this.drag || event.buttons !== 1) return;
    const [right, down] = [event.clientX - this.drag.x, event.clientY - this.drag.y];
    if (Math.hypot(right, down) > DRAGGED) this.drag.moved = true;
    if (!this.drag.moved) return;
    this.box.scrollLeft = this.drag.left - right;
    this.box.scrollTop = this.drag.top - down;
  }

  private onUp(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    if (this.fingers.size < 2) this.pinch = null;
    // The click that follows a drag is looked at first.
    setTimeout(() => (this.drag = null));
  }

  private apart(): number {
    const [one, other] = [...this.fingers.values()];
    return one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 1;
  }
}
