import { type Renamed, newId } from "../../graph/renamed.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import { parameterKey } from "../../program/tensors/persistent.ts";

/** Returns the same checkpoint under the names that the nodes have after an edit. The arrays are shared. */
export function renamedCheckpoint(checkpoint: Checkpoint, renamed: Renamed): Checkpoint {
  const { parameters, buffers = [], draws = null, curves } = checkpoint;
  const renamedKey = (key: string): string => {
    const dot = key.lastIndexOf(".");
    return parameterKey(newId(renamed, key.slice(0, dot)), key.slice(dot + 1));
  };
  return {
    ...checkpoint,
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, kept]) => [renamedKey(key), kept])),
    buffers: buffers.map((buffer) => ({
      ...buffer,
      node: newId(renamed, buffer.node),
      mover: { ...buffer.mover, node: newId(renamed, buffer.mover.node) },
    })),
    draws:
      draws === null
        ? null
        : Object.fromEntries(Object.entries(draws).map(([node, drawn]) => [newId(renamed, node), drawn])),
    curves: curves.map(({ node, points }) => ({ node: newId(renamed, node), points })),
  };
}
