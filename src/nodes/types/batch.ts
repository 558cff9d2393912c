import { defineNodeType } from "../contract/nodeType.ts";

/** Gives a random handful of the examples, drawn anew for every iteration. */
export const batch = defineNodeType({
  type: "batch",
  title: "Batch",
  category: "data",
  role: "examples",
  summary: "Draws a few random examples for each iteration.",
  help:
    "At the start of every iteration, draws `size` row numbers with `torch.randint(0, N, (size,))`, rows may repeat, " +
    "and hands on those rows of `x` and `y`. The rows are held for the whole iteration.",
  pythonNames: { x: "Xb", y: "Yb" },
  torch: (_settings, { in: { x, y }, out, local, setting, generator, givesOwnRows }) => {
    const ix = local("ix");
    const drawn = `torch.randint(0, ${x}.shape[0], (${setting("size")},), generator=${generator})`;
    return {
      draws: [`${ix} = ${givesOwnRows("x") ? `own_rows(${drawn})` : drawn}`],
      forward: [`${out.x}, ${out.y} = ${x}[${ix}], ${y}[${ix}]`],
    };
  },
  inputs: {
    x: { kind: "tensor", summary: "contexts, [N, …]" },
    y: { kind: "tensor", summary: "targets, [N]" },
  },
  outputs: {
    x: { kind: "tensor", summary: "the drawn contexts, [size, …]" },
    y: { kind: "tensor", summary: "the drawn targets, [size]" },
  },
  settings: { size: { kind: "integer", default: "32", min: 1, summary: "examples in a batch" } },
  data: true,
  build: ({ x, y }, { size }, builder) => {
    const [rowsOfX, rowsOfY] = builder.batch([x.tensor, y.tensor], size);
    const name = builder.dimName("size");
    return {
      x: { ...x, tensor: rowsOfX!, dims: [name, ...x.dims.slice(1)] },
      y: { ...y, tensor: rowsOfY!, dims: [name, ...y.dims.slice(1)] },
    };
  },
});
