import { elements } from "../base/stridedLayout.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

type Layout = Pick<Tensor, "shape" | "stride">;

/** Returns PyTorch's layout for images, `[n, channels, height, width]`, and videos, with the channels innermost. */
export function channelsLastStride(shape: Shape): readonly number[] {
  const stride = new Array<number>(shape.length).fill(0);
  let step = 1;
  for (const axis of innermostFirst(shape.length)) {
    stride[axis] = step;
    step *= shape[axis]!;
  }
  return stride;
}

/** Says whether an image's numbers lie so, without gaps. */
export function isChannelsLast({ shape, stride }: Layout): boolean {
  if (shape.length !== 4 || elements(shape) === 0) return false;
  const wanted = channelsLastStride(shape);
  return shape.every((size, axis) => size === 1 || stride[axis] === wanted[axis]);
}

/**
 * Says whether the steps of an image or a video grow as if its channels were innermost. There may be gaps: PyTorch
 * takes it for one that lies so by the steps alone (`is_channels_last_strides_2d` and `_3d` in
 * `c10/core/MemoryFormat.h`). Steps of dimensions of size 1 count.
 */
export function isLikeChannelsLast({ shape, stride }: Layout): boolean {
  const rank = shape.length;
  if ((rank !== 4 && rank !== 5) || shape.includes(0) || stride[1] === 0) return false;
  let least = 0;
  for (const axis of innermostFirst(rank)) {
    const step = stride[axis]!;
    // As many rows of one number each lie either way.
    if (step < least || (axis === 0 && least === stride[1])) return false;
    least = step * shape[axis]!;
  }
  return true;
}

/** The channels, then the width, the height, … and the examples. */
function innermostFirst(rank: number): readonly number[] {
  return [1, ...Array.from({ length: rank - 2 }, (_, at) => rank - 1 - at), 0];
}
