import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { checkJson } from "../../graph/file/checkJson.ts";
import { decodeFile } from "../decodeFile.ts";
import { fields, list, text, whole } from "../fields.ts";
import { DTYPE_BYTES, MOST, type SafeTensors, type StoredDType, type StoredTensor } from "./storedTensor.ts";

/** LIMITS: dimensions of a tensor. */
const MOST_DIMENSIONS = 8;

const readTensor = fields<{
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly number[];
}>({ dtype: text(20), shape: list(whole(), MOST_DIMENSIONS), data_offsets: list(whole(), 2, 2) });

/**
 * Reads a file of safetensors and believes nothing: a header that is too long, tensors that overlap, leave holes or are
 * of another size than their shapes, and names that are there twice are refused. Throws a DiagnosticError with one sentence.
 */
export function readSafetensors(file: Uint8Array<ArrayBuffer>): SafeTensors {
  if (file.length > MOST.bytes) {
    throw DiagnosticError.of(`the file has ${file.length} bytes, at most ${MOST.bytes} (256 MiB) are allowed`);
  }
  if (file.length < 8) throw DiagnosticError.of("the file is cut short: expected the length of a header");
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > BigInt(MOST.header)) {
    throw DiagnosticError.of(`the header is said to have ${length} bytes, at most ${MOST.header} (1 MiB) are allowed`);
  }
  const start = 8 + Number(length);
  if (start > file.length) {
    throw DiagnosticError.of(
      `the file is cut short: a header of ${length} bytes was expected, and ${file.length - 8} come`,
    );
  }
  const header = readHeader(file.subarray(8, start));
  const metadata = metadataOf(header);
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  if (entries.length > MOST.tensors) {
    throw DiagnosticError.of(`there are ${entries.length} tensors, at most ${MOST.tensors} are allowed`);
  }
  return { tensors: tensorsIn(entries, file.subarray(start)), metadata };
}

function readHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes[0] !== 0x7b) throw DiagnosticError.of('the header begins with something else than "{"');
  try {
    const text = decodeFile(bytes);
    checkJson(text);
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw DiagnosticError.of(`the header cannot be read: ${error.message.replace(/^this is JSON.*?besides, /, "")}`);
  }
}

function metadataOf(header: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const metadata = Object.hasOwn(header, "__metadata__") ? header["__metadata__"] : {};
  const isObject = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  const entries = isObject ? Object.entries(metadata as Record<string, unknown>) : [["", null] as const];
  return new Map(
    entries.map(([key, value]) => {
      if (typeof value !== "string") throw DiagnosticError.of('"__metadata__" in the header: expected texts by name');
      return [key, value];
    }),
  );
}

function tensorsIn(
  entries: readonly (readonly [string, unknown])[],
  data: Uint8Array<ArrayBuffer>,
): ReadonlyMap<string, StoredTensor> {
  const described = entries.map(([name, value]) => describe(name, value));
  let end = 0;
  for (const { name, from, to } of described.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end) {
      const what = from < end ? "overlaps the one before it" : `leaves ${from - end} bytes before it unused`;
      throw DiagnosticError.of(`tensor ${quote(name)} ${what}`);
    }
    end = to;
  }
  if (end !== data.length) {
    throw DiagnosticError.of(`the tensors have ${end} bytes, and the file has ${data.length} for them`);
  }
  return new Map(
    described.map(({ name, dtype, shape, from, to }) => [name, { dtype, shape, bytes: data.slice(from, to) }]),
  );
}

interface Described {
  readonly name: string;
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

function describe(name: string, value: unknown): Described {
  const { dtype, shape, data_offsets: offsets } = readTensor(value, name);
  const fault = (what: string): DiagnosticError => DiagnosticError.of(`tensor ${quote(name)} in the header: ${what}`);
  if (!isDType(dtype)) throw fault(`${quote(dtype)} is no dtype that is known here`);
  const size = shape.reduce((product, each) => product * each, DTYPE_BYTES[dtype]);
  const [from = 0, to = 0] = offsets;
  if (!(to - from === size && size <= MOST.bytes)) {
    throw fault(`${dtype} [${shape.join(", ")}] has ${size} bytes, and the offsets say ${to - from}`);
  }
  return { name, dtype, shape, from, to };
}

function isDType(text: string): text is StoredDType {
  return Object.hasOwn(DTYPE_BYTES, text);
}
