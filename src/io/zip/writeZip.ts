import { deflateRaw } from "../deflateRaw.ts";
import { crc32 } from "./crc32.ts";
import { CENTRAL, DEFLATED, END, LOCAL, STORED, type ZipEntry } from "./zipEntry.ts";

/** What a reader of the archive must be able to do: deflate. */
const VERSION = 20;
/** Names are in UTF-8. */
const UTF8_NAMES = 1 << 11;
/** 1 January 1980, the first day of the format: the same files give the same archive, whenever it is written. */
const DATE = (1 << 5) | 1;
/** Bytes beyond which nothing is packed: trained numbers hardly shrink, and it takes its time. */
const MOST_PACKED = 2 ** 20;

/** Writes a zip archive of files, in their order (APPNOTE 6.3). */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const deflated = bytes.length > MOST_PACKED ? bytes : await deflateRaw(bytes);
    const packs = deflated.length < bytes.length;
    const data = packs ? deflated : bytes;
    const path = new TextEncoder().encode(name);
    const common = [VERSION, UTF8_NAMES, packs ? DEFLATED : STORED, 0, DATE] as const;
    const sizes = [crc32(bytes), data.length, bytes.length] as const;
    const local = record(LOCAL.size + path.length, (write) => {
      write.long(LOCAL.signature);
      for (const value of common) write.short(value);
      for (const value of sizes) write.long(value);
      write.short(path.length);
    });
    local.set(path, LOCAL.size);
    const central = record(CENTRAL.size + path.length, (write) => {
      write.long(CENTRAL.signature);
      for (const value of [VERSION, ...common]) write.short(value);
      for (const value of sizes) write.long(value);
      write.short(path.length);
      write.skip(12);
      write.long(offset);
    });
    central.set(path, CENTRAL.size);
    locals.push(local, data);
    centrals.push(central);
    offset += local.length + data.length;
  }
  const directory = centrals.reduce((sum, { length }) => sum + length, 0);
  const end = record(END.size, (write) => {
    write.long(END.signature);
    write.skip(4);
    write.short(entries.length);
    write.short(entries.length);
    write.long(directory);
    write.long(offset);
  });
  return joined([...locals, ...centrals, end]);
}

interface RecordWriter {
  readonly short: (value: number) => void;
  readonly long: (value: number) => void;
  readonly skip: (bytes: number) => void;
}

/** A record of fields in little endian, zeros where nothing is written. */
function record(size: number, fill: (write: RecordWriter) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  fill({
    short(value) {
      view.setUint16(at, value, true);
      at += 2;
    },
    long(value) {
      view.setUint32(at, value, true);
      at += 4;
    },
    skip(count) {
      at += count;
    },
  });
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
