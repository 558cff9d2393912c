import { areFinite } from "../base/areFinite.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import { Generator } from "../tensor/rng/generator.ts";
import { formatShape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { defineOp } from "./contract/op.ts";

export type SampleAttributes = {
  /** How many sequences to draw. */
  readonly count: number;
  /** A sequence ends here, if not with token 0 before. */
  readonly maxLength: number;
  /** The logits are divided by it. */
  readonly temperature: number;
  /** The generator begins here with each drawing. */
  readonly seed: number;
};

/** Stands where nothing could be drawn: the probabilities are no numbers. */
const NOT_DRAWN = -1;

/** Holds the tokens of a sequence, and whether it ended before its room did. */
export interface Drawn {
  readonly tokens: readonly number[];
  readonly ended: boolean;
}

/**
 * Reads the sequences that {@link sample} drew; and PyTorch's sentence where one could not be drawn, which is the last.
 *
 * @param length the tokens that each has room for.
 */
export function readDrawn(ids: ArrayLike<number>, length: number): { drawn: readonly Drawn[]; fault: string | null } {
  const drawn: Drawn[] = [];
  for (let start = 0; start < ids.length; start += length) {
    const row = Array.from({ length }, (_, at) => ids[start + at]!);
    if (row.includes(NOT_DRAWN)) {
      return { drawn, fault: "probability tensor contains either `inf`, `nan` or element < 0" };
    }
    const end = row.indexOf(0);
    drawn.push({ tokens: end < 0 ? row : row.slice(0, end), ended: end >= 0 });
  }
  return { drawn, fault: null };
}

/**
 * Draws sequences of tokens from a model, the body that it repeats: `torch.multinomial(F.softmax(logits / temperature,
 * dim=1), 1)`, fed back at the end of `context` [1, block_size], until token 0 comes. Each row of the result is a
 * sequence, filled up with 0. The context begins as markers, or as `start` is, where that is kept, too. Not in the
 * catalogue: it is no function of its inputs, but a loop around others.
 */
export const sample = defineOp({
  name: "sample",
  inputs: ["logits"],
  shape({ logits: { dtype, shape } }, { count, maxLength }: SampleAttributes) {
    if (shape.length !== 2 || shape[0] !== 1 || dtype !== "float32") {
      const got = `${dtype} ${formatShape(shape)}`;
      throw DiagnosticError.of(`expected one row of logits, float32 [1, vocab_size], for one context, got ${got}`, {
        plain: "A model is given one context at a time, and gives one row of scores.",
      });
    }
    return {
      dtype: "int32",
      shape: [count, maxLength],
      saved: { probabilities: { dtype, shape }, token: { dtype: "int32", shape: [1] } },
    };
  },
  forward({ logits }, ids, { kernels, run, encode, attributes, saved, repeat }) {
    const { probabilities } = saved;
    const copyLogits = encode(() => kernels.copy(logits, probabilities!));
    const softmax = encode(() => kernels.softmax(probabilities!, 1, probabilities!));
    run(() =>
      drawTokens(attributes, saved, ids, (divide) => {
        repeat?.();
        copyLogits();
        divide();
        softmax();
      }),
    );
  },
  // What was drawn was drawn: the probabilities that it came from are gone.
  why: { forward: (at, { y }) => y.at(at) },
  told: {
    forward:
      "{count} sequences drawn from the model, each token by token from the probabilities that it gives, until the end comes or there are {maxLength} tokens",
  },
  torch: ({ logits }, { temperature }) => `torch.multinomial(F.softmax(${logits} / ${temperature}, dim=1), 1)`,
  examples: [],
});

type Saved = Readonly<Record<string, Tensor>>;

/** Draws the sequences. `weigh` makes the probabilities of the next token anew, and divides the logits in between. */
function drawTokens(
  { count, maxLength, temperature, seed }: SampleAttributes,
  { probabilities, token, context, start: beginning }: Saved,
  ids: Tensor,
  weigh: (divide: () => void) => void,
): void {
  const weights = probabilities!.storage.data as Float32Array;
  const drawn = token!.storage.data as Int32Array;
  const window = context!.storage.data as Int32Array;
  const out = ids.storage.data as Int32Array;
  const generator = new Generator(seed);
  // PyTorch divides by the temperature rounded to float32.
  const divisor = Math.fround(temperature);
  const divide = (): void => {
    for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! / divisor;
  };
  out.fill(0);
  for (let start = 0; start < count * maxLength; start += maxLength) {
    if (beginning === undefined) window.fill(0);
    else window.set(beginning.storage.data);
    for (let at = start; at < start + maxLength; at++) {
      weigh(divide);
      if (!areFinite(weights)) {
        out.fill(NOT_DRAWN, at);
        return;
      }
      generator.multinomial(drawn, weights);
      out[at] = drawn[0]!;
      if (drawn[0] === 0) break;
      window.copyWithin(0, 1);
      window[window.length - 1] = drawn[0]!;
    }
  }
}
