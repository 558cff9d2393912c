import { DiagnosticError } from "../base/diagnostic.ts";
import type { ExportedDocument } from "../protocol/exportedDocument.ts";
import { defineFormat, foundGraph, type AskExported } from "./format.ts";
import { hasEnding } from "./source.ts";

export const safetensors = defineFormat({
  name: "safetensors",
  title: "Weights",
  about:
    "For other programs: what was trained, parameters and running statistics, by the names of PyTorch’s state_dict.",
  endings: [".safetensors"],
  mime: "application/octet-stream",
  // The length of the header in eight bytes, and then the header, which is JSON.
  recognises: (source) =>
    hasEnding(source, [".safetensors"]) ||
    (source.head[8] === 0x7b && source.head.subarray(3, 8).every((byte) => byte === 0)),
  async reads({ blob, name }, ask) {
    const [{ readSafetensors }, { checkWeightsSize, readWeights }, { checkpointWith, isState, readState }] =
      await Promise.all([
        import("../io/safetensors/readSafetensors.ts"),
        import("../io/weights/weights.ts"),
        import("../io/bundle/readState.ts"),
      ]);
    checkWeightsSize(blob.size);
    const file = readSafetensors(new Uint8Array(await blob.arrayBuffer()));
    const exported = await (isState(file) ? ask() : askForNames(ask, [...file.tensors.keys()]));
    const { graph, checkpoint } = exported;
    if (isState(file)) {
      const state = checkpointWith(readState(file), checkpoint.curves);
      if (!Object.keys(state.parameters).some((key) => Object.hasOwn(checkpoint.parameters, key))) {
        throw DiagnosticError.of(
          "this is the state of another graph: none of its parameters is in the one that is open",
        );
      }
      const note = `It is the state of a training, at iteration ${state.iteration}.`;
      return foundGraph(graph, { checkpoint: state, intoOpen: true, notes: [note] });
    }
    const weights = readWeights(file, exported, name);
    const read = `The weights of ${name} are in place.`;
    return foundGraph(graph, { checkpoint: weights.checkpoint, intoOpen: true, notes: [read, ...weights.notes] });
  },
  async writes(_graph, ask) {
    const [{ writeSafetensors }, { writeWeights }] = await Promise.all([
      import("../io/safetensors/writeSafetensors.ts"),
      import("../io/weights/weights.ts"),
    ]);
    return { content: writeSafetensors(writeWeights(await ask())), notes: [] };
  },
});

/** Asks for the variables of the graph's script besides, where names of the file may be such: `W1`. A graph without code has none. */
async function askForNames(ask: AskExported, names: readonly string[]): Promise<ExportedDocument> {
  if (names.every((name) => name.includes("."))) return ask();
  try {
    return await ask({ seedLosses: false, script: {} });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return ask();
  }
}
