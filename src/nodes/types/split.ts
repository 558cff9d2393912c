import { formatCount } from "../../base/formatNumber.ts";
import { split as splitSequences } from "../../data/split.ts";
import type { Sequences } from "../../data/sequences.ts";
import { Generator } from "../../tensor/rng/generator.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { factor } from "../families/line.ts";

/** Splits one body of data into three that share no word: to learn from, to choose by, to be judged on. */
export const split = defineNodeType({
  type: "split",
  title: "Split",
  category: "data",
  summary: "Deals the lines out: to train on, to choose by, to test at the end.",
  help:
    "Shuffles the lines with `torch.randperm`, drawn by a generator of its own with `shuffle_seed` (the graph's random " +
    "numbers stay as they are), and cuts them by the fractions, rounded down as `int` does. Whole lines are dealt " +
    "out, so that no part of a word is known from training. All three keep the whole vocabulary.",
  pythonNames: { train: "train", dev: "dev", test: "test" },
  torch: (_settings, { in: { ids }, out: { train, dev, test }, list, local, setting }) => {
    const [perm, n1, n2] = [local("perm"), local("n1"), local("n2")];
    const [first, second] = list("fractions");
    return {
      data: [
        `${perm} = torch.randperm(len(${ids}), generator=torch.Generator().manual_seed(${setting("shuffle_seed")})).tolist()`,
        `${n1} = int(round(${factor(first!)} * len(${ids}), 6))`,
        `${n2} = int(round((${first} + ${second}) * len(${ids}), 6))`,
        `${train} = [${ids}[i] for i in ${perm}[:${n1}]]`,
        `${dev} = [${ids}[i] for i in ${perm}[${n1}:${n2}]]`,
        `${test} = [${ids}[i] for i in ${perm}[${n2}:]]`,
      ],
    };
  },
  inputs: { ids: { kind: "ids", summary: "token sequences" } },
  outputs: {
    train: { kind: "ids", summary: "sequences to train on" },
    dev: { kind: "ids", summary: "sequences to compare settings by" },
    test: { kind: "ids", summary: "sequences for the last judgement" },
  },
  settings: {
    fractions: {
      kind: "numbers",
      default: "0.8, 0.1, 0.1",
      summary: "the shares of train, dev and test, with the sum 1",
    },
    shuffle_seed: {
      kind: "integer",
      default: "42",
      min: 0,
      summary: "the seed of the shuffling, apart from the graph's",
    },
  },
  data: true,
  build: ({ ids }, { fractions, shuffle_seed: seed }, builder) => {
    const { sequences } = ids;
    const parts = builder.memo([sequences, fractions.join(), seed], () => {
      const order = new Int32Array(sequences.starts.length - 1);
      new Generator(seed).randperm(order);
      return splitSequences(sequences, fractions, order);
    });
    const { train, dev, test } = parts;
    builder.describe([`train ${counted(train)}`, `dev ${counted(dev)}`, `test ${counted(test)}`]);
    return {
      train: { kind: "ids", sequences: train },
      dev: { kind: "ids", sequences: dev },
      test: { kind: "ids", sequences: test },
    };
  },
});

/** "25,805 lines". */
function counted({ starts }: Sequences): string {
  const count = starts.length - 1;
  return `${formatCount(count)} ${count === 1 ? "line" : "lines"}`;
}
