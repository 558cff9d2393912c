import { expect, test, vi } from "vitest";
import { PixelCanvas } from "../../src/views/pixelCanvas.ts";

/** A canvas, and the pixels that it was last given to show. */
function shown() {
  const shownPixels: number[][] = [];
  vi.stubGlobal(
    "ImageData",
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(width: number, height: number) {
        [this.width, this.height] = [width, height];
        this.data = new Uint8ClampedArray(4 * width * height);
      }
    },
  );
  const putImageData = (image: ImageData): void => void shownPixels.push([...new Uint32Array(image.data.buffer)]);
  const canvas = { width: 0, height: 0, getContext: () => ({ putImageData }) };
  return { canvas: new PixelCanvas(canvas as unknown as HTMLCanvasElement), shownPixels };
}

test("pictures are drawn on a ground, which is there again where they are taken away", () => {
  const { canvas, shownPixels } = shown();
  const [red, opaque] = [0xff0000ff, 0xff000000];
  const ground = Uint32Array.from({ length: 12 }, (_, at) => opaque + at);
  const picture = { rows: 1, columns: 1, colours: Uint32Array.of(red) };
  for (let frame = 0; frame < 2; frame++) {
    canvas.begin(4, 3, ground);
    canvas.draw(picture, { x: 1, y: 0, width: 3, height: 2 });
    canvas.clear({ x: 2, y: 1, width: 9, height: 9 });
    // Beyond the edge there is nothing to take away.
    canvas.clear({ x: 9, y: 0, width: 4, height: 3 });
    canvas.end();
  }
  const expected = [...ground].map((pixel, at) => ([1, 2, 3, 5].includes(at) ? red : pixel));
  expect(shownPixels).toEqual([expected, expected]);
  canvas.begin(4, 3);
  canvas.end();
  expect(shownPixels.at(-1)).toEqual(Array.from({ length: 12 }, () => 0));
  vi.unstubAllGlobals();
});

test("a colour that is laid over itself becomes more opaque, to the full, and nothing beyond the edges is drawn", () => {
  const { canvas, shownPixels } = shown();
  canvas.begin(3, 2);
  for (let times = 0; times < 3; times++) canvas.lay({ x: -1, y: 0, width: 2, height: 1 }, 0x00112233, 120);
  canvas.lay({ x: 2, y: 1, width: 5, height: 5 }, 0x00112233, 120);
  canvas.end();
  expect(shownPixels.at(-1)).toEqual([0xff112233, 0, 0, 0, 0, 0x78112233]);
  vi.unstubAllGlobals();
});
