import { broadcastShape } from "../tensor/broadcast.ts";
import { python } from "./clamp.ts";
import { checkFits } from "./fits.ts";
import { checkMask } from "./mask.ts";
import { defineOp } from "./contract/op.ts";
import { gated } from "./why/gated.ts";
import { OVER_PLACES } from "./told/families.ts";

/** Holds what is put where the mask is true: any number, infinite or nan too. */
export type MaskedFillAttributes = { readonly value: number };

/**
 * Is `torch.Tensor.masked_fill`: x, and where the mask is true one number. Both broadcast. PyTorch 1.13 takes a mask of
 * floats and does nothing with it; the sentence that refuses one is its successors'.
 */
export const maskedFill = defineOp({
  name: "masked_fill",
  inputs: ["x", "mask"],
  broadcasts: true,
  shape({ x, mask }, { value }: MaskedFillAttributes) {
    checkMask(
      mask,
      "mask",
      (dtype) => `masked_fill only supports boolean masks, but got mask with dtype ${dtype.toLowerCase()}`,
    );
    checkFits(value, x.dtype, "value");
    const shape = broadcastShape(mask.shape, x.shape);
    return { dtype: x.dtype, shape, saved: { part: { dtype: x.dtype, shape } } };
  },
  forward({ x, mask }, y, { kernels, attributes: { value } }) {
    kernels.copy(x, y);
    kernels.fillWhere(mask, value, y);
  },
  // dx += dy where the mask is false.
  backward({ mask }, dy, grads, { kernels, saved }) {
    if (grads.x === undefined) return;
    kernels.copy(dy, saved.part!);
    kernels.fillWhere(mask, 0, saved.part!);
    kernels.accumulate(saved.part!, grads.x);
  },
  setsNonFinite: ({ value }) => !Number.isFinite(value),
  why: gated<MaskedFillAttributes>({
    value: "mask ? value : x",
    passes: { x: "mask ? 0 : d" },
    numbers: ({ value }) => ({ value }),
  }),
  told: {
    forward: "{x each}, but {value} where {mask} is True",
    backward: `{y}.grad where {mask} is False, and 0 elsewhere${OVER_PLACES}`,
  },
  torch: ({ x, mask }, { value }) => `${x}.masked_fill(${mask}, ${python(value)})`,
  examples: [
    { inputs: { x: [1, 2, 3], mask: [0, 1, 0] }, truths: ["mask"], attributes: { value: -1 }, out: [1, -1, 3] },
  ],
});
