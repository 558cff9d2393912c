import type uPlot from "uplot";

interface Look {
  readonly mark: string;
  readonly text: string;
  readonly ground: string;
  readonly font: string;
}

/** Marks a place on a chart's x axis by a dashed line from top to bottom. A word stands beside its top. */
export function drawMark(plot: uPlot, at: number, { mark, text, ground, font }: Look, label = ""): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, "x", true);
  if (!(x >= bbox.left && x <= bbox.left + bbox.width)) return;
  ctx.save();
  ctx.strokeStyle = mark;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  if (label !== "") {
    const isRight = x > bbox.left + bbox.width / 2;
    ctx.textAlign = isRight ? "right" : "left";
    ctx.textBaseline = "top";
    ctx.font = canvasFont(font);
    const side = x + (isRight ? -5 : 5) * devicePixelRatio;
    writeOver(ctx, label, { x: side, y: bbox.top + 2 * devicePixelRatio }, { text, ground });
  }
  ctx.restore();
}

/** Writes a text with a rim in the colour of the ground, which keeps it readable over a curve. */
export function writeOver(
  ctx: CanvasRenderingContext2D,
  label: string,
  { x, y }: { readonly x: number; readonly y: number },
  { text, ground }: { readonly text: string; readonly ground: string },
): void {
  ctx.setLineDash([]);
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.lineJoin = "round";
  ctx.strokeStyle = ground;
  ctx.fillStyle = text;
  ctx.strokeText(label, x, y);
  ctx.fillText(label, x, y);
}

/** Returns a font of the page in the canvas's pixels. */
export function canvasFont(font: string): string {
  return font.replace(/(\d+)px/, (_all, size: string) => `${Number(size) * devicePixelRatio}px`);
}
