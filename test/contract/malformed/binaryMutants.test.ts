import { fc, test as property } from "@fast-check/vitest";
import { expect } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { readBundle, writeBundle } from "../../../src/io/bundle/bundle.ts";
import { readState } from "../../../src/io/bundle/readState.ts";
import { decodeTrainedLink, encodeTrainedLink } from "../../../src/io/bundle/trainedLink.ts";
import { readSafetensors } from "../../../src/io/safetensors/readSafetensors.ts";
import { writeSafetensors } from "../../../src/io/safetensors/writeSafetensors.ts";
import { readWeights, writeWeights } from "../../../src/io/weights/weights.ts";
import { readZip } from "../../../src/io/zip/readZip.ts";
import { writeZip } from "../../../src/io/zip/writeZip.ts";
import type { Checkpoint } from "../../../src/protocol/checkpoint.ts";
import { exported } from "../../../src/session/questions/exported.ts";
import { runs } from "../../runs.ts";
import { batchGraph, withSettings } from "../../session/graphs.ts";
import { opened, train } from "../../session/walk.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const small = { ...batchGraph("4"), variables: { block_size: "1", n_embd: "1", n_hidden: "2" } };
const graph = withSettings(small, "sgd", { lr: "0.1", momentum: "0.9", zero_grad: false });
const { session } = opened(graph);
train(session, 2);
session.handle({ type: "evaluate" });
const all = await exported.answer(session, { seedLosses: false });
const bundle = await writeBundle(all);
const entries = [...(await readZip(bundle))].map(([name, bytes]) => ({ name, bytes }));
const state = entries.find(({ name }) => name.endsWith(".safetensors"))!.bytes;
const weights = writeSafetensors(writeWeights(all));
const link = await encodeTrainedLink(all);

/** One change of bytes. Numbers choose among what there is; only the rest of a division counts. */
interface Mutation {
  readonly kind: "flip" | "cut" | "erase" | "double" | "insert" | "word" | "swap" | "text";
  readonly where: number;
  readonly what: number;
}
const kinds = ["flip", "cut", "erase", "double", "insert", "word", "swap", "text"] as const;
const mutations = fc.array(fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(), what: fc.nat() }), {
  minLength: 1,
  maxLength: 3,
});

/** Words that fields of sizes, places and counts have no business with. */
const WORDS = [0, 1, 0xffff, 0x7fffffff, 0xffffffff, 0x04034b50, 0x06054b50, 624, 625];
const TEXTS = [
  "-1",
  "1e999",
  "null",
  "{}",
  "[]",
  '"__proto__"',
  '"x"',
  "9007199254740993",
  "0.5",
  "true",
  ",",
  '"',
  "\u0000",
];

/** Where a header or a directory lies, and not only numbers that may be any: there a change means more. */
function mutate(bytes: Bytes, { kind, where, what }: Mutation): Bytes {
  const at =
    where % 3 === 0
      ? where % (bytes.length + 1)
      : Math.max(0, (where % 800) - (what % 2 === 0 ? 0 : 800 - bytes.length));
  const place = Math.min(at, bytes.length);
  const length = 1 + (what % 40);
  const pieces = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(Buffer.concat(parts));
  const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (kind) {
    case "flip":
      return bytes.map((byte, index) => (index === place ? byte ^ (1 << (what % 8)) : byte));
    case "cut":
      return bytes.slice(0, place);
    case "erase":
      return pieces(before, behind.subarray(length));
    case "double":
      return pieces(bytes.subarray(0, place + length), behind);
    case "insert":
      return pieces(before, Uint8Array.of(what), behind);
    case "word": {
      const word = WORDS[what % WORDS.length]!;
      return pieces(before, Uint8Array.of(word, word >> 8, word >> 16, word >> 24), behind.subarray(4));
    }
    case "swap":
      return pieces(
        before,
        behind.subarray(length, 2 * length),
        behind.subarray(0, length),
        behind.subarray(2 * length),
      );
    default: {
      const text = new TextEncoder().encode(TEXTS[what % TEXTS.length]);
      // The next value of JSON, a number or a text, becomes another.
      const from = bytes.findIndex((byte, index) => index >= place && (byte === 0x3a || byte === 0x5b)) + 1;
      const to = bytes.findIndex((byte, index) => index >= from && (byte === 0x2c || byte === 0x5d || byte === 0x7d));
      return from === 0 || to < 0 ? bytes : pieces(bytes.subarray(0, from), text, bytes.subarray(to));
    }
  }
}

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];
const prototypesBefore = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);

/** What must hold of any bytes at all: they are read, or they are refused in sentences, and nothing else has changed. */
async function check<T>(read: () => T | Promise<T>, use: (found: T) => void = () => undefined): Promise<void> {
  let found: T | null = null;
  try {
    found = await read();
  } catch (error) {
    expect(error).toBeInstanceOf(DiagnosticError);
    for (const { message } of (error as DiagnosticError).diagnostics) expect(message).toMatch(/^[^\n]{5,700}$/u);
  }
  if (found !== null) use(found);
  expect(prototypes.map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(prototypesBefore);
}

const other = opened(graph).session;
const plan = other.planOf(graph);

/** A session goes on from whatever is read: its numbers may be any, but nothing breaks. */
function goOn(checkpoint: Checkpoint): void {
  other.open(plan, true, checkpoint);
  if (checkpoint.iteration < Number.MAX_SAFE_INTEGER) other.handle({ type: "iterate" });
  expect(other.state.phase).toBe("idle");
}

const TIMEOUT = runs(180_000, 60 * 60_000);
const mutated = (bytes: Bytes) => mutations.map((list) => list.reduce(mutate, bytes));

property.prop([mutated(state)], { numRuns: runs(3_500, 50_000) })(
  "whatever happens to a state, it is gone on from or refused",
  (bytes) =>
    check(
      () => readState(readSafetensors(bytes)),
      ({ checkpoint }) => goOn({ ...checkpoint, curves: [] }),
    ),
  TIMEOUT,
);

property.prop([mutated(weights)], { numRuns: runs(4_000, 20_000) })(
  "whatever happens to weights, they are put in place or refused",
  (bytes) =>
    check(
      () => readWeights(readSafetensors(bytes), all, "w"),
      ({ checkpoint }) => goOn(checkpoint),
    ),
  TIMEOUT,
);

property.prop([mutated(bundle)], { numRuns: runs(1_500, 15_000) })(
  "whatever happens to an archive, it is read or refused",
  (bytes) => check(() => readBundle(bytes)),
  TIMEOUT,
);

const inside = fc
  .tuple(fc.nat(entries.length - 1), mutations)
  .map(([which, list]) =>
    entries.map((entry, at) => (at === which ? { ...entry, bytes: list.reduce(mutate, entry.bytes) } : entry)),
  );
property.prop([inside], { numRuns: runs(700, 10_000) })(
  "whatever happens to a file in an archive that is whole, it is read or refused",
  async (files) => {
    const bytes = await writeZip(files);
    await check(
      () => readBundle(bytes),
      ({ graph: read, checkpoint }) => {
        other.open(other.planOf(read), false, checkpoint);
      },
    );
  },
  TIMEOUT,
);

const linkMutant = fc
  .tuple(fc.nat(), fc.constantFrom("", "A", "-", "_", ".", "é"), fc.boolean())
  .map(([where, put, cuts]) => {
    const at = 4 + (where % (link.length - 4));
    return link.slice(0, at) + put + (cuts ? "" : link.slice(at + 1));
  });
property.prop([linkMutant], { numRuns: runs(300, 5_000) })(
  "whatever happens to a link, it is read or refused",
  (text) => check(() => decodeTrainedLink(text)),
  TIMEOUT,
);
