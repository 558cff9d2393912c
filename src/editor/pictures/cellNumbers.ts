import { formatBriefly, formatNumber } from "../../base/formatNumber.ts";
import type { HeatmapPixels } from "../../views/heatmapPixels.ts";
import type { PixelBox, PlacedText } from "../../views/pixelCanvas.ts";
import type { Preview } from "../../protocol/preview.ts";

/** Up to so many cells bear their numbers; more are a picture. */
export const mostNumbers = 32;
/** Sizes of letters, in pixels of the page. */
const [smallest, largest] = [10, 13];
/** Letters fill no more of a cell's height than this, so that rows stay apart. */
const share = 0.8;
/** A letter's width is this share of its height. */
const letterWidth = 0.62;

/** Returns the numbers of a tensor of a few cells, where its picture has room for them: none, or all. */
export function cellNumbers(
  { data, rows, columns, tensorRows, tensorColumns, dtype }: Preview,
  { colours }: HeatmapPixels,
  box: PixelBox,
  ratio: number,
): readonly PlacedText[] {
  // Of a tensor of which only some cells were sent, no cell stands for one number.
  if (rows * columns > mostNumbers || rows !== tensorRows || columns !== tensorColumns) return [];
  const [width, height] = [box.width / columns, box.height / rows];
  if (height * share < smallest * ratio || width < smallest * ratio) return [];
  const sizeOf = (texts: readonly string[]): number => {
    const longest = Math.max(...texts.map((text) => text.length));
    return Math.min(largest * ratio, height * share, (width - 2 * ratio) / (longest * letterWidth));
  };
  const written = (format: (value: number) => string): string[] => Array.from(data, format);
  const whole = written(dtype === "float32" ? formatBriefly : (value) => formatNumber(value, dtype));
  const texts = dtype === "float32" && sizeOf(whole) < smallest * ratio && isRoundable(data) ? written(rounded) : whole;
  const size = sizeOf(texts);
  if (size < smallest * ratio) return [];
  return texts.map((text, at) => ({
    text,
    size,
    x: box.x + (Math.floor(at % columns) + 0.5) * width,
    y: box.y + (Math.floor(at / columns) + 0.5) * height,
    colour: isLight(colours[at]!) ? "#1d1d1b" : "#ffffff",
  }));
}

/** Whether hundredths tell the finite numbers of a tensor apart: the largest is neither small nor huge. */
function isRoundable(data: Float32Array): boolean {
  const size = Math.max(...data.filter(Number.isFinite).map(Math.abs));
  return size >= 0.1 && size < 1e4;
}

/** A number in few letters, for narrow cells: hundredths, without the zero before the point. */
function rounded(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !(size < 0.995)) return formatBriefly(value);
  return value.toFixed(2).replace("0.", ".");
}

/** Whether dark letters are read better on a colour, `0xAABBGGRR`: by its relative luminance, roughly. */
function isLight(colour: number): boolean {
  const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  return (0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2) / 255 ** 2.2 > 0.18;
}
