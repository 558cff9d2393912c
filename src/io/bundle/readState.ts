import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { quote } from "../../base/quote.ts";
import { checkJson } from "../../graph/file/checkJson.ts";
import type { Checkpoint, Drawn } from "../../protocol/checkpoint.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";
import type { SafeTensors } from "../safetensors/storedTensor.ts";
import { readStateText, STATE_FORMAT, STATE_VERSION, type StateText } from "./stateText.ts";
import { typedOf } from "./typedTensors.ts";

/** Holds a state as it is read; its curves are to be added. */
export interface ReadState {
  readonly checkpoint: Omit<Checkpoint, "curves">;
  /** The nodes whose losses have curves. */
  readonly curves: readonly string[];
  readonly inPass: StateText["inPass"];
}

/** Says whether a file of tensors is the state of a training, by its metadata. */
export function isState({ metadata }: Pick<SafeTensors, "metadata">): boolean {
  return metadata.get("format") === STATE_FORMAT;
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
      text.parameters.map(({ tensor, node, name }) => [formatEndpoint({ node, port: name }), numbers(tensor)]),
    ),
    buffers: text.buffers.map(({ tensor, node, name, mover, asleep }) => ({
      node,
      name,
      mover,
      ...numbers(tensor),
      ...(asleep ? { asleep } : {}),
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
  if (!isState({ metadata })) {
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
  try {
    return readStateText(JSON.parse(json), "");
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw DiagnosticError.of(`"state" in the metadata: ${error.message}`);
  }
}

function normalIn(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw DiagnosticError.of(`"generator.normal" in the metadata: expected a number, got ${quote(text)}`);
  }
  return value;
}
