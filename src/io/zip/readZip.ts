import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { inflateRaw } from "../deflateRaw.ts";
import { crc32 } from "./crc32.ts";
import { CENTRAL, DEFLATED, END, LOCAL, STORED } from "./zipEntry.ts";

/** LIMITS: files of an archive, and bytes of all of them. */
const MOST_ENTRIES = 16;
const MOST_BYTES = 256 * 2 ** 20;
/** Characters of a path in it. */
const LONGEST_NAME = 256;
/** Bytes of the comment that may follow an archive's end. */
const LONGEST_COMMENT = 0xffff;

const DAMAGED = "the archive is cut short or damaged";

/** What the directory says of a file. */
interface Listed {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local record lies. */
  readonly offset: number;
}

/**
 * Unpacks a zip archive by its directory. Nothing is believed: a path that leads out of the archive, a name that is there
 * twice, files that overlap, sizes and checks that are not true, and more than 16 files or 256 MiB are refused, and a
 * bomb is not unpacked beyond what the directory says. Throws a DiagnosticError with one sentence.
 *
 * @param most bytes of all files together.
 */
export async function readZip(
  bytes: Uint8Array<ArrayBuffer>,
  most = MOST_BYTES,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { listed, directory } = readDirectory(bytes, view, most);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let free = 0;
  for (const file of listed.toSorted((a, b) => a.offset - b.offset)) {
    const start = startOf(view, bytes, file, directory);
    if (file.offset < free || start + file.packed > directory) throw DiagnosticError.of(`${DAMAGED}: files overlap`);
    free = start + file.packed;
    if (!file.name.endsWith("/")) files.set(file.name, await unpack(bytes.subarray(start, free), file));
  }
  return files;
}

function readDirectory(
  bytes: Uint8Array,
  view: DataView,
  most: number,
): { listed: readonly Listed[]; directory: number } {
  const end = endOf(view);
  const [disk, start, here, count] = [4, 6, 8, 10].map((at) => view.getUint16(end + at, true)) as [
    number,
    number,
    number,
    number,
  ];
  const [length, directory] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (disk !== 0 || start !== 0 || here !== count)
    throw DiagnosticError.of("the archive has several parts: expected one");
  if (count === 0xffff || directory === 0xffffffff)
    throw DiagnosticError.of("the archive is a zip64: expected a plain zip");
  if (count > MOST_ENTRIES)
    throw DiagnosticError.of(`the archive has ${count} files, at most ${MOST_ENTRIES} are allowed`);
  if (directory + length !== end) throw DiagnosticError.of(DAMAGED);
  const listed: Listed[] = [];
  let at = directory;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL.size > end || view.getUint32(at, true) !== CENTRAL.signature) throw DiagnosticError.of(DAMAGED);
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const next = at + CENTRAL.size + name + extra + comment;
    if (next > end) throw DiagnosticError.of(DAMAGED);
    listed.push(readListed(bytes, view, at, name));
    at = next;
  }
  if (at !== end) throw DiagnosticError.of(DAMAGED);
  checkListed(listed, most);
  return { listed, directory };
}

function readListed(bytes: Uint8Array, view: DataView, at: number, nameLength: number): Listed {
  const name = nameIn(bytes.subarray(at + CENTRAL.size, at + CENTRAL.size + nameLength));
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw DiagnosticError.of(`${quote(name)} in the archive is encrypted`);
  return {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

function checkListed(listed: readonly Listed[], most: number): void {
  const seen = new Set<string>();
  let total = 0;
  for (const { name, method, packed, size } of listed) {
    if (seen.has(name)) throw DiagnosticError.of(`${quote(name)} is twice in the archive`);
    seen.add(name);
    if (method !== STORED && method !== DEFLATED) {
      throw DiagnosticError.of(`${quote(name)} in the archive is packed by method ${method}: expected deflate`);
    }
    if (method === STORED && packed !== size) throw DiagnosticError.of(DAMAGED);
    total += size;
    if (total > most) {
      throw DiagnosticError.of(`the archive unpacks to more than ${most / 2 ** 20} MiB, which is not allowed`);
    }
  }
}

/** The last record: a comment may follow it, and nothing else. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.size;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (
      view.getUint32(at, true) === END.signature &&
      at + END.size + view.getUint16(at + 20, true) === view.byteLength
    ) {
      return at;
    }
  }
  throw DiagnosticError.of(DAMAGED);
}

/** Where a file's bytes begin: behind its local record, which must say the same name. */
function startOf(view: DataView, bytes: Uint8Array, { name, offset }: Listed, directory: number): number {
  if (offset + LOCAL.size > directory || view.getUint32(offset, true) !== LOCAL.signature) {
    throw DiagnosticError.of(DAMAGED);
  }
  const [nameLength, extra] = [view.getUint16(offset + 26, true), view.getUint16(offset + 28, true)];
  const start = offset + LOCAL.size + nameLength + extra;
  if (start > directory) throw DiagnosticError.of(DAMAGED);
  const own = nameIn(bytes.subarray(offset + LOCAL.size, offset + LOCAL.size + nameLength));
  if (own !== name) throw DiagnosticError.of(`the archive calls one file both ${quote(name)} and ${quote(own)}`);
  return start;
}

function nameIn(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw DiagnosticError.of("a file's name in the archive is not valid UTF-8");
  }
  if (name.length > LONGEST_NAME)
    throw DiagnosticError.of(`a file's name in the archive is longer than ${LONGEST_NAME}`);
  const parts = name.split("/");
  const isPlain = parts.every((part, at) => part !== ".." && part !== "." && (part !== "" || at === parts.length - 1));
  if (name === "" || !isPlain || /[\\:\p{Cc}]/u.test(name)) {
    throw DiagnosticError.of(`${quote(name)} is no path within the archive`);
  }
  return name;
}

async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  { name, method, size, crc }: Listed,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = method === STORED ? packed.slice() : await inflateRaw(packed, size);
  if (typeof bytes === "string" || bytes.length !== size || crc32(bytes) !== crc) {
    throw DiagnosticError.of(`${quote(name)} in the archive is damaged`);
  }
  return bytes;
}
