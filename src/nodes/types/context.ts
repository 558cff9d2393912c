import { formatCount } from "../../base/formatNumber.ts";
import { contexts, formatContext, type Contexts } from "../../data/contexts.ts";
import { lossFloor, type LossFloor } from "../../data/lossFloor.ts";
import type { Sequences } from "../../data/sequences.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { factor } from "../families/line.ts";
import { inField } from "../settings/inField.ts";
import type { Tensor } from "../../tensor/tensor.ts";

declare module "../contract/said.ts" {
  interface Said {
    readonly floor: KnownFloor;
  }
}

/** Holds the lowest loss that any model can reach on examples with the targets `y`; and where one token's are left out. */
export type KnownFloor = {
  readonly y: Tensor;
  readonly floor: LossFloor;
  readonly without: (token: number) => LossFloor;
};

/** Sequences to training examples: a window of tokens, and the token that follows it. */
export const context = defineNodeType({
  type: "context",
  title: "Context",
  category: "data",
  role: "examples",
  summary: "Slides a window over each line: these tokens, then that one.",
  help:
    "For every position of every line (and its end) one example: the `block_size` tokens before it, `x`, and the " +
    "token itself, `y`. A context starts anew, padded with the marker, at each line. Downstream, `N` is the number of examples.",
  pythonNames: { x: "X", y: "Y" },
  torch: (_settings, { in: { ids }, out: { x, y }, setting }) => {
    const first = setting("first");
    return {
      data: [
        `${x}, ${y} = [], []`,
        `for word in ${ids}${first === "None" ? "" : `[:${first}]`}:`,
        `    context = [0] * ${factor(setting("block_size"))}`,
        "    for index in word + [0]:",
        `        ${x}.append(context)`,
        `        ${y}.append(index)`,
        "        context = context[1:] + [index]",
        `${x} = torch.tensor(${x})`,
        `${y} = torch.tensor(${y})`,
      ],
      knows: { N: `${x}.shape[0]` },
    };
  },
  inputs: { ids: { kind: "ids", summary: "token sequences" } },
  outputs: {
    x: { kind: "tensor", summary: "contexts, int32 [N, block_size]" },
    y: { kind: "tensor", summary: "targets, int32 [N]" },
  },
  settings: {
    block_size: { kind: "integer", default: "3", min: 1, summary: "how many tokens predict the next one" },
    first: {
      kind: "integer",
      default: "",
      min: 1,
      optional: true,
      whenEmpty: "all",
      summary: "use the first so many lines; empty: all",
    },
  },
  data: true,
  build: ({ ids }, { block_size: blockSize, first }, builder) => {
    const { sequences } = ids;
    const { vocabulary } = sequences;
    const { examples, floor } = builder.memo([sequences, blockSize, first], () => {
      const made = inField("block_size", () => contexts(sequences, { blockSize, first }));
      return { examples: made, floor: lossFloor(made, blockSize, vocabulary) };
    });
    builder.know("N", examples.count);
    const all = sequences.starts.length - 1;
    const used = Math.min(first ?? all, all);
    builder.describe([
      ...firstExamples(sequences, examples, blockSize),
      `${formatCount(used)} of ${formatCount(all)} ${all === 1 ? "line" : "lines"}`,
    ]);
    const x = builder.constant("int32", [examples.count, blockSize], examples.x);
    const y = builder.constant("int32", [examples.count], examples.y);
    const without = (token: number) => lossFloor(examples, blockSize, vocabulary, token);
    builder.say("floor", { y, floor, without });
    return {
      x: {
        kind: "tensor",
        tensor: x,
        dims: ["N", builder.dimName("block_size")],
        vocabulary,
      },
      y: { kind: "tensor", tensor: y, dims: ["N"], vocabulary },
    };
  },
});

/** Examples on the card. */
const SHOWN = 4;

function firstExamples({ vocabulary }: Sequences, { x, y, count }: Contexts, blockSize: number): string[] {
  return Array.from({ length: Math.min(SHOWN, count) }, (_, row) =>
    formatContext(vocabulary, x.subarray(row * blockSize, (row + 1) * blockSize), y[row]!),
  );
}
