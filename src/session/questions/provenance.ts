import { cellName } from "../../base/cellName.ts";
import { tensorLabels } from "../../program/tensors/tensorLabels.ts";
import { provenanceOf } from "../../program/why/provenance.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { checkReached } from "../reports/hasNumbers.ts";
import type { ExampleText, ProvenanceReport } from "../../protocol/provenanceReport.ts";
import { exampleText } from "../reports/exampleText.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import { defineQuestion } from "./question.ts";

/** Parts that are listed. */
const LISTED = 1000;

/**
 * Answers with the examples and positions that pushed a cell of a gradient, with the text that they are of. Throws a
 * DiagnosticError when there is no such cell, or the backward pass has not reached it.
 */
export const provenance = defineQuestion({
  type: "provenance",
  looks: "program",
  answer: (session, { cell }: { readonly cell: CellRef }): ProvenanceReport => {
    const { program } = session;
    const { parts, value, result, magnitude, agrees } = provenanceOf(program, session.state, cell);
    checkReached(session, { ...cell, side: "grad" });
    const { tensors } = program;
    const tensor = tensors.at({ ...cell, side: "grad" });
    const pushes = parts.filter((part) => part.value !== 0);
    const unlisted = pushes.slice(LISTED);
    const text = (source: Tensor | null, row: number | null): ExampleText | null => {
      const name = source === null ? undefined : tensors.nameOf(source);
      return name === undefined || row === null ? null : exampleText(program, name, row);
    };
    return {
      cell,
      label: cellName(tensorLabels(tensors, cell.node)(tensor), cell.index),
      result,
      value,
      magnitude,
      pushes: pushes.slice(0, LISTED).map(({ node, value: pushed, example, source, position }) => ({
        node,
        value: pushed,
        example,
        position,
        text: text(source, example),
      })),
      rest: { count: unlisted.length, value: unlisted.reduce((sum, part) => sum + part.value, 0) },
      zeros: parts.length - pushes.length,
      notes: agrees ? [] : ["what it was made of has changed since; step over its node to compute it anew"],
    };
  },
});
