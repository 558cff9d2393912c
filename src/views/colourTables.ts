import { interpolateRdBu } from "d3-scale-chromatic";

export type Scheme = "light" | "dark";

/** Describes a colour map as numbers that can be written into an ImageData at once: `0xAABBGGRR`. */
export interface ColourTables {
  /** From the most negative over zero, in the middle, to the most positive. */
  readonly diverging: Uint32Array;
  /** From the least to the greatest, for integers, of which zero is no middle. */
  readonly neutral: Uint32Array;
  /** What is not a number, or infinite. Not a colour of either map. */
  readonly notFinite: number;
  /** The rim around cells that are pointed out. */
  readonly rim: number;
}

/** Odd, so that zero has a colour of its own. */
const entries = 511;

type Rgb = readonly [number, number, number];

/** On a dark ground zero is dark: blue and salmon, growing lighter to both sides. */
const darkStops: readonly Rgb[] = [
  [142, 190, 255],
  [84, 146, 238],
  [58, 92, 148],
  [38, 40, 46],
  [146, 72, 66],
  [232, 104, 90],
  [255, 168, 150],
];
const lightGreys: readonly Rgb[] = [
  [240, 240, 237],
  [88, 92, 104],
];
const darkGreys: readonly Rgb[] = [
  [42, 43, 48],
  [188, 192, 204],
];

/** Bakes the tables of a ground when they are first asked for: the page shows one of the two. */
const bakers: Record<Scheme, () => ColourTables> = {
  light: () => ({
    diverging: bake((t) => parseRgb(interpolateRdBu(1 - t))),
    neutral: bake((t) => mix(lightGreys, t)),
    notFinite: pack([232, 178, 0]),
    rim: pack([29, 29, 27]),
  }),
  dark: () => ({
    diverging: bake((t) => mix(darkStops, t)),
    neutral: bake((t) => mix(darkGreys, t)),
    notFinite: pack([255, 214, 10]),
    rim: pack([255, 196, 107]),
  }),
};

const tables: Partial<Record<Scheme, ColourTables>> = {};

/** Returns the colour tables for a light or a dark ground. Red is positive, blue negative. */
export function colourTables(scheme: Scheme): ColourTables {
  return (tables[scheme] ??= bakers[scheme]());
}

/** Writes `rgb(1, 2, 3)` for CSS. */
export function cssColour(colour: number): string {
  return `rgb(${colour & 255}, ${(colour >> 8) & 255}, ${(colour >> 16) & 255})`;
}

function bake(colour: (t: number) => Rgb): Uint32Array {
  return Uint32Array.from({ length: entries }, (_, index) => pack(colour(index / (entries - 1))));
}

function pack([red, green, blue]: Rgb): number {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** d3 gives `rgb(1, 2, 3)`. */
function parseRgb(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
}

function mix(stops: readonly Rgb[], t: number): Rgb {
  const place = t * (stops.length - 1);
  const left = Math.min(Math.floor(place), stops.length - 2);
  const share = place - left;
  const a = stops[left]!;
  const b = stops[left + 1]!;
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Returns black or white, whichever reads better on a colour of a table: with a contrast of 4.5 at least. */
export function inkOn(colour: number): "#000" | "#fff" {
  const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255].map(linear) as [
    number,
    number,
    number,
  ];
  // WCAG's relative luminance; at 0.179 either ink has the same contrast.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

/** A channel of sRGB as light. */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
