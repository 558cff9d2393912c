import { formatEndpoint } from "../../base/endpoint.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { ExportedDocument } from "../../protocol/exportedDocument.ts";
import { numberText } from "../curves.ts";
import type { SafeTensors, StoredTensor } from "../safetensors/storedTensor.ts";
import { STATE_FORMAT, STATE_VERSION, type StateText } from "./stateText.ts";
import { storedOf } from "./typedTensors.ts";

type Wanted = Pick<ExportedDocument, "checkpoint" | "inPass">;

/** Returns a checkpoint as tensors by node and name, and all that is no array as JSON in the metadata. Curves are apart. */
export function writeState({ checkpoint, inPass }: Wanted): SafeTensors {
  const tensors = new Map<string, StoredTensor>();
  /** What optimisers remember may have one name twice, and so may what waits on the shelf. */
  const put = (wanted: string, tensor: StoredTensor): string => {
    let name = wanted;
    for (let again = 2; tensors.has(name) || name === RESERVED; again++) name = `${wanted}@${again}`;
    tensors.set(name, tensor);
    return name;
  };
  const { iteration, seed = null, notFromSeed = null, birth = null, generator, buffers = [], draws } = checkpoint;
  const text: StateText = {
    iteration,
    seed,
    notFromSeed,
    trained: checkpoint.trained ?? iteration > 0,
    birth,
    generator: {
      words: [...generator.words],
      position: generator.position,
      normal: generator.normal === null ? null : numberText(generator.normal),
    },
    parameters: Object.entries(checkpoint.parameters).map(([key, { shape, data }]) => {
      const dot = key.lastIndexOf(".");
      return { tensor: put(key, storedOf(data, shape)), node: key.slice(0, dot), name: key.slice(dot + 1) };
    }),
    buffers: buffers.map(({ node, name, mover, shape, data, asleep }) => ({
      tensor: put(formatEndpoint({ node, port: name }), storedOf(data, shape)),
      node,
      name,
      mover: { node: mover.node, rule: mover.rule },
      asleep: asleep === true,
    })),
    draws: drawsOf(draws, put),
    curves: checkpoint.curves.map(({ node }) => node),
    inPass,
  };
  const metadata = new Map([
    ["format", STATE_FORMAT],
    ["version", String(STATE_VERSION)],
    ["state", JSON.stringify(text)],
  ]);
  return { tensors, metadata };
}

/** What the format keeps for itself. */
const RESERVED = "__metadata__";

function drawsOf(
  draws: Checkpoint["draws"],
  put: (wanted: string, tensor: StoredTensor) => string,
): StateText["draws"] {
  if (draws === null || draws === undefined) return null;
  return Object.entries(draws).map(([node, { recipe, data }]) => ({
    node,
    recipe,
    tensors: data.map((drawn, at) => put(`${node}.drawn.${at}`, storedOf(drawn))),
  }));
}
