import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { checkJson } from "../../graph/file/checkJson.ts";
import { parameterKey } from "../../program/tensors/persistent.ts";
import type { Checkpoint, Drawn } from "../../protocol/checkpoint.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";
import type { SafeTensors } from "../safetensors/storedTensor.ts";
import { STATE_FORMAT, STATE_VERSION, stateSchema, type StateText } from "./stateSchema.ts";
import { typedOf } from "./typedTensors.ts";

/** Holds a state as it is read; its curves are to be added. */
export interface ReadState {
  readonly checkpoint: Omit<Checkpoint, "curves">;
  /** The nodes whose losses have curves. */
  readonly curves: readonly string[];
  readonly inPass: StateText["inPass"];
}

/** Reads what `writeState` wrote. Throws a DiagnosticError with one sentence. */
export function readState({ tensors, metadata }: SafeTensors): ReadState {
  const text = textIn(metadata);
  const taken = (name: string): { readonly shape: readonly number[]; readonly data: ReturnType<typeof typedOf> } => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw DiagnosticError.of(`the state names a tensor ${quote(name)}, which is not there`);
    return { shape: tensor.shape, data: typedOf(tensor, name) };
  };
  const numbers = (name: string): { readonly shape: readonly number[]; readonly data: Float32Array } => {
    const { shape, data } = taken(name);
    if (!(data instanceof Float32Array)) throw DiagnosticError.of(`tensor ${quote(name)}: expected F32`);
    return { shape, data };
  };
  const { iteration, seed, notFromSeed, trained, birth, generator } = text;
  const draws = text.draws?.map(({ node, recipe, tensors: names }): [string, Drawn] => [
    node,
    { recipe, data: names.map((name) => taken(name).data) },
  ]);
  const checkpoint = {
    iteration,
    seed,
    notFromSeed,
    trained,
    birth,
    parameters: Object.fromEntries(
      text.parameters.map(({ tensor, node, name }) => [parameterKey(node, name), numbers(tensor)]),
    ),
    buffers: text.buffers.map(({ tensor, node, name, mover, asleep }) => ({
      node,
      name,
      mover,
      ...numbers(tensor),
      ...(asleep === true ? { asleep } : {}),
    })),
    generator: {
      words: Uint32Array.from(generator.words),
      position: generator.position,
      normal: generator.normal === null ? null : normalIn(generator.normal),
    },
    draws: draws === undefined ? null : Object.fromEntries(draws),
  };
  return { checkpoint, curves: text.curves, inPass: text.inPass };
}

/** Returns a state with its curves: all that a session goes on from. */
export function checkpointWith({ checkpoint }: ReadState, curves: readonly LossPoints[]): Checkpoint {
  return { ...checkpoint, curves };
}

function textIn(metadata: SafeTensors["metadata"]): StateText {
  if (metadata.get("format") !== STATE_FORMAT) {
    throw DiagnosticError.of("these are tensors alone, and no state of a training: its metadata are not there");
  }
  const version = metadata.get("version") ?? "";
  if (!/^\d{1,9}$/.test(version)) throw DiagnosticError.of('"version" in the metadata: expected a whole number');
  if (Number(version) > STATE_VERSION) {
    throw DiagnosticError.of(
      `the state was written by a newer Wiregrad, as version ${version}; this one reads up to version ${STATE_VERSION}`,
    );
  }
  const json = metadata.get("state") ?? "";
  checkJson(json);
  const read = stateSchema.safeParse(JSON.parse(json));
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.map(String).join(".") ?? "";
  throw DiagnosticError.of(`"state" in the metadata: field ${quote(where)} is not what it should be`);
}

function normalIn(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw DiagnosticError.of(`"generator.normal" in the metadata: expected a number, got ${quote(text)}`);
  }
  return value;
}
