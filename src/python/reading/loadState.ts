import { nodeTypeOf } from "../meanings/tensorWords.ts";
import type { TensorValue, Value } from "../values/value.ts";
import type { Reader } from "./reader.ts";

/**
 * Puts what the code drew in the place of a module's own parameters: `load_state_dict({"hidden.weight": W1.T})`. What is
 * loaded otherwise is told with its line, and the parameters stay as they were drawn.
 */
export function loadState(reader: Reader, model: Value, state: Value | undefined, at: number): void {
  reader.changed();
  if (state?.kind !== "dict") {
    reader.note(
      at,
      "load_state_dict is read of a dictionary of tensors that the code draws: these stay as they were drawn",
    );
    return;
  }
  for (const [key, value] of state.entries) loadInto(reader, model, key.slice(1), value, at);
}

/** A key of a dictionary's begins with its kind, which the caller has taken off. */
function loadInto(reader: Reader, model: Value, key: string, value: Value, at: number): void {
  const path = key.split(".");
  const name = path.pop()!;
  let owner: Value | undefined = model;
  for (const part of path) owner = fieldsOf(owner)?.get(part);
  const fields = fieldsOf(owner);
  const isTurned = owner?.kind === "module" && owner.name === "Linear" && name === "weight";
  const drawn = isTurned ? untransposed(value) : value;
  const isNorm = owner?.kind === "module" && /Norm/.test(owner.name);
  if ((fields?.has(name) !== true && !isNorm) || drawn?.kind !== "tensor" || drawn.node?.draw == null) {
    reader.note(at, `load_state_dict: ${JSON.stringify(key)} stays as it was drawn`);
    return;
  }
  drawn.node.trained = true;
  // What was there is loaded over.
  const before = fields?.get(name);
  if (before?.kind === "tensor" && before.node?.draw != null) Object.assign(before.node, { name: null, within: true });
  // A norm has its weight and its statistics within its node.
  if (isNorm) drawn.node.within = true;
  fields?.set(name, isTurned ? { ...drawn, flipped: true } : drawn);
}

function fieldsOf(value: Value | undefined): Map<string, Value> | undefined {
  return value?.kind === "instance" || value?.kind === "module" ? value.fields : undefined;
}

/** What `W.T` is the transpose of; null where a value is none. */
function untransposed(value: Value): TensorValue | null {
  if (value.kind !== "tensor" || value.node?.type !== nodeTypeOf.transpose) return null;
  const drawn = value.node.inputs.get("x")?.node;
  return drawn === undefined ? null : { ...value, node: drawn, port: "out" };
}
