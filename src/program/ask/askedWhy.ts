import { tokenLabel } from "../../base/tokenLabel.ts";
import type { AskWhyReport } from "../../protocol/askReport.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { reportWhy } from "../why/reportWhy.ts";
import type { AskProgram } from "./askProgram.ts";

/** Says how a number came to be that a model makes of a context. Throws a DiagnosticError when there is no such cell. */
export function askedWhy(model: AskProgram, context: string | null, cell: CellRef): AskWhyReport {
  const { program, vocabulary, probabilities } = model;
  const { tensors, plan, instructions } = program;
  const ids = model.run(context);
  const why = reportWhy(program, { iteration: 0, cursor: instructions.length }, cell);
  const given = ids.map((id) => tokenLabel(vocabulary.tokens, id)).join(vocabulary.level === "char" ? "" : " ");
  const isProbability = cell.node === probabilities.node;
  const own = new Set<Tensor>([...plan.parameters, ...plan.buffers].map(({ tensor }) => tensor));
  const isToken = model.isContext(tensors.at(cell));
  const note = isToken ? [`${why.result} stands for ${JSON.stringify(vocabulary.tokens[why.result])}`] : [];
  return {
    why: {
      ...why,
      label: isProbability ? `P(${tokenLabel(vocabulary.tokens, cell.index[1]!)} | ${given})` : why.label,
      // What is broadcast is explained of the graph's own tensors, where its ghosts are.
      parts: why.parts.map((part) => ({ ...part, broadcast: null })),
      notes: [...why.notes, ...note],
    },
    shared: Object.entries(why.tensors).flatMap(([key, { ref }]) => (own.has(tensors.at(ref)) ? [key] : [])),
  };
}
