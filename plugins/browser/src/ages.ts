/** Dates, told from today in their tooltips: `<time datetime="...">`. A page cannot know when it will be read. */

const DAY = 86_400_000;
const SIZES: ReadonlyArray<readonly [days: number, unit: Intl.RelativeTimeFormatUnit]> = [
  [365, "year"],
  [30, "month"],
  [7, "week"],
  [1, "day"],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** `today`, `yesterday`, `3 weeks ago`; days are those of UTC, as in the dates that pages show. */
export function age(moment: Date, now: Date): string {
  const days = Math.floor(moment.getTime() / DAY) - Math.floor(now.getTime() / DAY);
  for (const [size, unit] of SIZES) {
    if (Math.abs(days) >= 2 * size || size === 1) return words.format(Math.trunc(days / size), unit);
  }
  return words.format(0, "day");
}

export function tellAges(now: Date): void {
  for (const element of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const moment = new Date(element.dateTime);
    if (!Number.isNaN(moment.getTime())) element.title = age(moment, now);
  }
}
