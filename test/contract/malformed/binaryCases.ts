import { crc32 } from "node:zlib";
import { writeSafetensors } from "../../../src/io/safetensors/writeSafetensors.ts";
import type { StoredTensor } from "../../../src/io/safetensors/storedTensor.ts";

/** Bytes that are refused, and the sentence that says why. */
export interface BinaryCase {
  readonly name: string;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
  readonly says: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What may be otherwise than it should be in an archive that is put together by the letter of the format. */
interface Entry {
  readonly name: string | Buffer;
  readonly content?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packed?: number;
  /** The name in the local record, where it is another. */
  readonly own?: string;
  readonly offset?: number;
}

/** Writes an archive without a thought about what is in it. */
function archive(entries: readonly Entry[], end: { count?: number; disk?: number; tail?: string } = {}): Bytes {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content = "", method = 0, flags = 0, own, ...said } of entries) {
    const data = Buffer.from(content);
    const [listed, local] = [Buffer.from(name), Buffer.from(own ?? name)];
    const { crc = crc32(data), size = data.length, packed = data.length, offset = at } = said;
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(method, 8);
    head.writeUInt16LE(local.length, 26);
    const central = Buffer.alloc(46);
    central.write("PK\x01\x02", "latin1");
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(packed, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(listed.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(head, local, data);
    directory.push(central, listed);
    at += 30 + local.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06", "latin1");
  last.writeUInt16LE(end.disk ?? 0, 4);
  last.writeUInt16LE(end.count ?? entries.length, 8);
  last.writeUInt16LE(end.count ?? entries.length, 10);
  last.writeUInt32LE(listing.length, 12);
  last.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...parts, listing, last, Buffer.from(end.tail ?? "")]));
}

const DAMAGED = "the archive is cut short or damaged";
const one = (entry: Partial<Entry>): Bytes => archive([{ name: "a", content: "abc", ...entry }]);
const noPath = (name: string): string => `${JSON.stringify(name)} is no path within the archive`;
const zip = (name: string, bytes: () => Bytes, says: string): BinaryCase => ({ name, bytes, says });

export const zipCases: readonly BinaryCase[] = [
  zip("nothing", () => new Uint8Array(), DAMAGED),
  zip("a beginning only", () => one({}).slice(0, 40), DAMAGED),
  zip("all but the last byte", () => one({}).slice(0, -1), DAMAGED),
  zip("a byte before it", () => Uint8Array.from([0, ...one({})]), DAMAGED),
  zip("something behind its end", () => archive([{ name: "a" }], { tail: "x" }), DAMAGED),
  zip("fewer files than it says", () => archive([{ name: "a" }], { count: 2 }), DAMAGED),
  zip("more files than it says", () => archive([{ name: "a" }, { name: "b" }], { count: 1 }), DAMAGED),
  zip("several parts", () => archive([{ name: "a" }], { disk: 1 }), "the archive has several parts: expected one"),
  zip("the mark of a zip64", () => archive([], { count: 0xffff }), "the archive is a zip64: expected a plain zip"),
  zip(
    "17 files",
    () => archive(Array.from({ length: 17 }, (_, at) => ({ name: `f${at}` }))),
    "the archive has 17 files, at most 16 are allowed",
  ),
  ...["../a", "a/../b", "/a", "a//b", "./a", "", "..", "C:a", "a\\b", "a\0b", "a\nb"].map((name) =>
    zip(`a path ${JSON.stringify(name)}`, () => one({ name }), noPath(name)),
  ),
  zip(
    "a name that is not UTF-8",
    () => one({ name: Buffer.from([0xff]) }),
    "a file's name in the archive is not valid UTF-8",
  ),
  zip("a very long name", () => one({ name: "a".repeat(257) }), "a file's name in the archive is longer than 256"),
  zip("a name twice", () => archive([{ name: "a" }, { name: "a" }]), '"a" is twice in the archive'),
  zip("two names for one file", () => one({ own: "b" }), 'the archive calls one file both "a" and "b"'),
  zip(
    "two files in one place",
    () =>
      archive([
        { name: "a", content: "abc" },
        { name: "b", own: "a", offset: 0 },
      ]),
    'the archive calls one file both "b" and "a"',
  ),
  zip("a file that reaches into the next", () => one({ packed: 90, size: 90 }), `${DAMAGED}: files overlap`),
  zip("a file behind the end", () => one({ offset: 5000 }), DAMAGED),
  zip("an encrypted file", () => one({ flags: 1 }), '"a" in the archive is encrypted'),
  zip(
    "a method that is not known",
    () => one({ method: 12 }),
    '"a" in the archive is packed by method 12: expected deflate',
  ),
  zip("bytes that are no deflate", () => one({ method: 8 }), '"a" in the archive is damaged'),
  zip("a check that is not true", () => one({ crc: 7 }), '"a" in the archive is damaged'),
  zip("a size that is not true", () => one({ size: 4 }), DAMAGED),
  zip(
    "a bomb, as its directory says",
    () => one({ method: 8, size: 2 ** 30 }),
    "the archive unpacks to more than 256 MiB, which is not allowed",
  ),
];

/** A file of safetensors with this header, whatever it says. */
function withHeader(header: string, data = 0, length?: bigint): Bytes {
  const text = Buffer.from(header);
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(length ?? BigInt(text.length));
  return Uint8Array.from(Buffer.concat([start, text, Buffer.alloc(data)]));
}

const tensor = (more: object): string =>
  JSON.stringify({ w: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...more } });
const form = (field: string, expected: string): string => `field ${JSON.stringify(field)}: expected ${expected}`;
const whole = "a whole number from 0 to 9007199254740991";
const tensors = (name: string, bytes: () => Bytes, says: string): BinaryCase => ({ name, bytes, says });

const bytes8: StoredTensor = { dtype: "F32", shape: [2], bytes: new Uint8Array(8) };

export const safetensorsCases: readonly BinaryCase[] = [
  tensors("nothing", () => new Uint8Array(), "the file is cut short: expected the length of a header"),
  tensors(
    "a header longer than the file",
    () => withHeader("{}", 0, 100n),
    "the file is cut short: a header of 100 bytes was expected, and 2 come",
  ),
  tensors(
    "a header of 2^63 bytes",
    () => withHeader("{}", 0, 2n ** 63n),
    "the header is said to have 9223372036854775808 bytes, at most 1048576 (1 MiB) are allowed",
  ),
  tensors(
    "a header that begins with a blank",
    () => withHeader(" {}"),
    'the header begins with something else than "{"',
  ),
  tensors("an empty header", () => withHeader(""), 'the header begins with something else than "{"'),
  tensors(
    "a header that is cut off",
    () => withHeader('{"w":'),
    "the header cannot be read: line 1, column 6: the file ends too early, expected a value",
  ),
  tensors(
    "a name twice",
    () => withHeader('{"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"w":{}}', 4),
    'the header cannot be read: line 1, column 54: the key "w" is there twice',
  ),
  tensors("a tensor that is a number", () => withHeader('{"w":1}'), form("w", "an object")),
  tensors("no dtype", () => withHeader('{"w":{}}'), form("w.dtype", "a text of at most 20 characters")),
  tensors(
    "a dtype that is not known",
    () => withHeader(tensor({ dtype: "F8" }), 8),
    'tensor "w" in the header: "F8" is no dtype that is known here',
  ),
  tensors(
    "a dtype of every object",
    () => withHeader(tensor({ dtype: "constructor" }), 8),
    'tensor "w" in the header: "constructor" is no dtype that is known here',
  ),
  tensors("a negative size", () => withHeader(tensor({ shape: [-2] }), 8), form("w.shape[0]", whole)),
  tensors(
    "nine dimensions",
    () => withHeader(tensor({ shape: new Array(9).fill(1) }), 8),
    form("w.shape", "a list of at most 8 values"),
  ),
  tensors("half an offset", () => withHeader(tensor({ data_offsets: [0, 7.5] }), 8), form("w.data_offsets[1]", whole)),
  tensors(
    "one offset",
    () => withHeader(tensor({ data_offsets: [0] }), 8),
    form("w.data_offsets", "a list of 2 values"),
  ),
  tensors(
    "an offset behind the end",
    () => withHeader(tensor({}), 4),
    "the tensors have 8 bytes, and the file has 4 for them",
  ),
  tensors(
    "bytes that are no tensor's",
    () => withHeader(tensor({}), 12),
    "the tensors have 8 bytes, and the file has 12 for them",
  ),
  tensors(
    "a size that is not the shape's",
    () => withHeader(tensor({ shape: [3] }), 8),
    'tensor "w" in the header: F32 [3] has 12 bytes, and the offsets say 8',
  ),
  tensors(
    "sizes whose product is beyond all numbers",
    () => withHeader(tensor({ shape: [2 ** 50, 2 ** 50] }), 8),
    'tensor "w" in the header: F32 [1125899906842624, 1125899906842624] has 5.070602400912918e+30 bytes, and the offsets say 8',
  ),
  tensors(
    "a hole",
    () => withHeader(tensor({ data_offsets: [8, 16] }), 16),
    'tensor "w" leaves 8 bytes before it unused',
  ),
  tensors(
    "tensors that overlap",
    () =>
      withHeader(
        '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}',
        6,
      ),
    'tensor "b" overlaps the one before it',
  ),
  tensors(
    "a list of metadata",
    () => withHeader('{"__metadata__":[]}'),
    '"__metadata__" in the header: expected texts by name',
  ),
  tensors(
    "a number in the metadata",
    () => withHeader('{"__metadata__":{"a":1}}'),
    '"__metadata__" in the header: expected texts by name',
  ),
  tensors(
    "10,001 tensors",
    () => {
      const many = Array.from({ length: 10_001 }, (_, at) => `"${at}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`);
      return withHeader(`{${many.join(",")}}`);
    },
    "there are 10001 tensors, at most 10000 are allowed",
  ),
];

/** A state with these metadata, beside one tensor. */
function stateFile(metadata: Readonly<Record<string, string>>): Bytes {
  return writeSafetensors({ tensors: new Map([["w", bytes8]]), metadata: new Map(Object.entries(metadata)) });
}

const STATE = {
  iteration: 0,
  seed: 1,
  notFromSeed: null,
  trained: false,
  birth: null,
  generator: { words: new Array(624).fill(0), position: 624, normal: null },
  parameters: [{ tensor: "w", node: "a", name: "W" }],
  buffers: [],
  draws: null,
  curves: [],
  inPass: null,
};
const state = (more: object): Bytes =>
  stateFile({ format: "wiregrad/state", version: "1", state: JSON.stringify({ ...STATE, ...more }) });
const inState = (field: string, expected: string): string => `"state" in the metadata: ${form(field, expected)}`;

export const stateCases: readonly BinaryCase[] = [
  {
    name: "tensors alone",
    bytes: () => stateFile({}),
    says: "these are tensors alone, and no state of a training: its metadata are not there",
  },
  {
    name: "a newer version",
    bytes: () => stateFile({ format: "wiregrad/state", version: "2", state: "{}" }),
    says: "the state was written by a newer Wiregrad, as version 2; this one reads up to version 1",
  },
  {
    name: "a version that is none",
    bytes: () => stateFile({ format: "wiregrad/state", version: "x" }),
    says: '"version" in the metadata: expected a whole number',
  },
  { name: "no iteration", bytes: () => state({ iteration: undefined }), says: inState("iteration", whole) },
  { name: "half an iteration", bytes: () => state({ iteration: 0.5 }), says: inState("iteration", whole) },
  {
    name: "a tensor that is not there",
    bytes: () => state({ parameters: [{ tensor: "v", node: "a", name: "W" }] }),
    says: 'the state names a tensor "v", which is not there',
  },
  {
    name: "too few words",
    bytes: () => state({ generator: { words: [1], position: 0, normal: null } }),
    says: inState("generator.words", "a list of 624 values"),
  },
  {
    name: "a position behind the words",
    bytes: () => state({ generator: { ...STATE.generator, position: 625 } }),
    says: inState("generator.position", "a whole number from 0 to 624"),
  },
  {
    name: "a normal number that is none",
    bytes: () => state({ generator: { ...STATE.generator, normal: "nan" } }),
    says: '"generator.normal" in the metadata: expected a number, got "nan"',
  },
  {
    name: "a pass that is none",
    bytes: () => state({ inPass: "sideways" }),
    says: inState("inPass", "forward or backward or update"),
  },
];
