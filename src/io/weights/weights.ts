import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { quote } from "../../base/quote.ts";
import { batchCountKeys, stateDictOf, type StateDictEntry } from "../../nodes/stateDict.ts";
import type { Checkpoint, KeptBuffer } from "../../protocol/checkpoint.ts";
import type { ExportedDocument } from "../../protocol/exportedDocument.ts";
import { formatShape, sameShape, type Shape } from "../../tensor/shape.ts";
import { storedOf } from "../bundle/typedTensors.ts";
import { MOST, type SafeTensors, type StoredTensor } from "../safetensors/storedTensor.ts";
import { floatsOf, transposed } from "./floatsOf.ts";

type Numbers = { readonly shape: Shape; readonly data: Float32Array };
type Own = StateDictEntry & Numbers;

/** What wraps a model puts before its names. */
const WRAPPERS = /^(?:(?:module|model|_orig_mod)\.)+/;
/** Mismatches that are told one by one; of more the count is. */
const TOLD = 50;

/** Returns parameters and running statistics as the `state_dict` of PyTorch's modules has them. */
export function writeWeights(exported: ExportedDocument): SafeTensors {
  const tensors = new Map<string, StoredTensor>();
  const own = ownTensors(exported);
  // What is of eight bytes comes first: every tensor then begins at a multiple of its element's size.
  for (const key of batchCountKeys(own)) tensors.set(key, countOf(exported.checkpoint));
  for (const { key, transposed: turned, shape, data } of own) {
    const [rows = 0, columns = 0] = shape;
    tensors.set(key, turned ? storedOf(transposed(data, [rows, columns]), [columns, rows]) : storedOf(data, shape));
  }
  if (tensors.size === 0) throw DiagnosticError.of("the graph has no parameters: there are no weights to write");
  return { tensors, metadata: new Map([["format", "pt"]]) };
}

/** How many batches running statistics have seen: one in each update. */
function countOf({ iteration }: Checkpoint): StoredTensor {
  return { dtype: "I64", shape: [], bytes: new Uint8Array(BigInt64Array.of(BigInt(iteration)).buffer) };
}

/** Holds what comes of weights for the open graph: its numbers with them, and a sentence for each mismatch. */
export interface ReadWeights {
  readonly checkpoint: Checkpoint;
  readonly notes: readonly string[];
}

/**
 * Puts weights in the place of the parameters and running statistics whose names and shapes they have: by the names of a
 * `state_dict`, turned round where PyTorch's are, or by the names here, or by those of the variables in the graph's script.
 * The rest stays as it is and is told. Throws a DiagnosticError where nothing matches.
 *
 * @param from says where they are from, for the reason why the numbers are not the seed's: `weights.safetensors`.
 */
export function readWeights({ tensors }: SafeTensors, exported: ExportedDocument, from: string): ReadWeights {
  const variables = exported.script?.variables;
  const stored = new Map([...tensors].map(([key, tensor]) => [key.replace(WRAPPERS, ""), { key, tensor }]));
  const found = new Map<string, Float32Array>();
  const notes: string[] = [];
  const own = ownTensors(exported);
  const counts = new Set(batchCountKeys(own));
  const used = new Set([...stored].flatMap(([name, { key }]) => (counts.has(name) ? [key] : [])));
  for (const slot of own) {
    const plain = formatEndpoint({ node: slot.node, port: slot.name });
    const asInTorch = stored.get(slot.key);
    const match = asInTorch ?? stored.get(plain) ?? stored.get(variables?.get(plain) ?? plain);
    if (match === undefined) {
      notes.push(`${quote(plain)} is not in it, as ${quote(slot.key)} or by that name, and stays as it is.`);
      continue;
    }
    used.add(match.key);
    const turns = slot.transposed && asInTorch !== undefined;
    const data = fitting(slot.shape, match.tensor, turns);
    if (data !== null) found.set(plain, data);
    else notes.push(mismatch(plain, turns ? slot.shape.toReversed() : slot.shape, match.key, match.tensor.shape));
  }
  for (const key of tensors.keys()) {
    if (!used.has(key)) notes.push(`${quote(key)} is called as no parameter of this graph, and was left out.`);
  }
  if (found.size === 0) throw DiagnosticError.of(noMatch(own, tensors.size, notes));
  return { checkpoint: withNumbers(exported.checkpoint, found, from), notes: told(notes) };
}

/** Parameters, and what nodes themselves remember: an optimiser's memory is no part of a model. */
function ownTensors({ graph, checkpoint, parameters }: ExportedDocument): readonly Own[] {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const all = [
    ...parameters.flatMap(({ node, name, shape }) => {
      const key = formatEndpoint({ node, port: name });
      const kept = Object.hasOwn(checkpoint.parameters, key) ? checkpoint.parameters[key] : undefined;
      return kept === undefined || !sameShape(kept.shape, shape) ? [] : [{ node, name, shape, data: kept.data }];
    }),
    ...(checkpoint.buffers ?? []).filter((kept) => ids.has(kept.node) && isOwnMemory(kept)),
  ];
  const entries = stateDictOf(all);
  return all.map(({ shape, data }, at) => ({ ...entries[at]!, shape, data }));
}

/** Running statistics: what a node moves itself. A gradient that adds up is called after its parameter, `W.grad`. */
function isOwnMemory({ node, name, mover }: KeptBuffer): boolean {
  return mover.node === node && !name.includes(".");
}

function mismatch(plain: string, wanted: Shape, key: string, came: Shape): string {
  return `${quote(key)} is ${formatShape(came)}, expected ${formatShape(wanted)}: ${quote(plain)} stays as it is.`;
}

/** The numbers of a tensor of the file in the shape that is wanted, turned round where it lies so; null where it has another. */
function fitting(shape: Shape, tensor: StoredTensor, turns: boolean): Float32Array | null {
  const [rows = 0, columns = 0] = tensor.shape;
  if (!sameShape(turns ? [columns, rows] : tensor.shape, shape)) return null;
  if (turns && tensor.shape.length !== 2) return null;
  const floats = floatsOf(tensor);
  return turns ? transposed(floats, [rows, columns]) : floats;
}

function withNumbers(checkpoint: Checkpoint, found: ReadonlyMap<string, Float32Array>, from: string): Checkpoint {
  const placed = <T extends Numbers>(key: string, kept: T): T => ({ ...kept, data: found.get(key) ?? kept.data });
  return {
    ...checkpoint,
    parameters: Object.fromEntries(
      Object.entries(checkpoint.parameters).map(([key, kept]) => [key, placed(key, kept)]),
    ),
    buffers: (checkpoint.buffers ?? []).map((kept) =>
      isOwnMemory(kept) ? placed(formatEndpoint({ node: kept.node, port: kept.name }), kept) : kept,
    ),
    seed: null,
    notFromSeed: { since: checkpoint.iteration, why: `weights were read from ${quote(from)}` },
    trained: true,
  };
}

function noMatch(own: readonly Own[], count: number, notes: readonly string[]): string {
  if (own.length === 0) return "the graph that is open has no parameters";
  const wanted = own.slice(0, 3).map(({ key }) => quote(key));
  const named = notes.find((note) => note.includes("stays as it is") && note.includes(" is ["));
  if (named !== undefined) return `none of its ${count} tensors fits the graph that is open: ${named}`;
  return `none of its ${count} tensors is called as a parameter of the graph that is open: expected ${wanted.join(", ")}`;
}

function told(notes: readonly string[]): readonly string[] {
  if (notes.length <= TOLD) return notes;
  return [...notes.slice(0, TOLD), `So it is with ${notes.length - TOLD} more.`];
}

/** Throws a DiagnosticError for a file that is larger than may be read, before it is. */
export function checkWeightsSize(size: number): void {
  if (size > MOST.bytes) {
    throw DiagnosticError.of(`the file has ${size} bytes, at most ${MOST.bytes} (256 MiB) are allowed`);
  }
}
