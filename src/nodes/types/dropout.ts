import { dropout as dropoutOp } from "../../ops/dropout.ts";
import { factor, line } from "../families/line.ts";
import { unaryNode } from "../families/unaryNode.ts";
import { pythonTuple } from "../../base/pythonLiteral.ts";

/** Leaves out a random part of the numbers, anew in each iteration (Srivastava et al., 2014). */
export const dropout = unaryNode(dropoutOp, {
  title: "Dropout",
  summary: "Leaves out a random part of the numbers, so that no neuron relies on another.",
  help:
    "Each element becomes 0 with probability `p`, and the others are multiplied by 1 / (1 - p), so that their mean stays. " +
    "The mask is drawn by the graph's generator at the start of an iteration, with the batches, and held until its end: " +
    "stepping back or editing elsewhere shows the same elements. The gradient passes through the same mask. A second use of " +
    "the model (a loss that is measured, sampling) lets everything pass, as `model.eval()` does.",
  code: {
    // The numbers that F.dropout draws, and in a build with Intel's MKL, which draws others, the same.
    torch: ({ p }, { in: { x }, out, local, sizes, setting, generator, training, hasOwnRows }) => {
      if (!training || p === 0 || sizes("x").includes("0"))
        return line(out.out, dropoutOp.torch({ x }, { p, training: false }));
      // It draws nothing then.
      if (p === 1) return line(out.out, `F.dropout(${x}, ${setting("p")})`);
      const [mask, keep] = [local("mask"), `(1 - ${factor(setting("p"))})`];
      const drawn = `torch.rand(${pythonTuple(sizes("x"))}, dtype=torch.float64, generator=${generator})`;
      return {
        draws: [`${mask} = ${hasOwnRows("x") ? `own_rows(${drawn})` : drawn} < ${keep}`],
        ...line(out.out, `${x} * (${mask} / ${keep})`),
      };
    },
  },
  settings: { p: { kind: "number", default: "0.5", summary: "probability of becoming 0, from 0 to 1" } },
  attributes: ({ p }) => ({ p, training: true }),
});
