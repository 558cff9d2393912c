import { crc32, deflateRawSync } from "node:zlib";
import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { readZip } from "../../../src/io/zip/readZip.ts";
import { writeZip } from "../../../src/io/zip/writeZip.ts";

const path = fc
  .array(fc.stringMatching(/^[a-zäß][\w -]{0,8}\.?[a-z]?$/u), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"));
const file = fc.record({
  name: path,
  bytes: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Uint8Array.from(bytes)),
});

property.prop([fc.uniqueArray(file, { maxLength: 16, selector: ({ name }) => name })], { numRuns: 200 })(
  "any files come back, and the same files give the same archive",
  async (files) => {
    const archive = await writeZip(files);
    expect([...(await readZip(archive))]).toEqual(files.map(({ name, bytes }) => [name, bytes]));
    expect(await writeZip(files)).toEqual(archive);
  },
);

/** An archive as other programs write it: byte by byte from APPNOTE, with a field that tells the time and a comment. */
function foreign(name: string, content: string): Buffer {
  const data = Buffer.from(content);
  const packed = deflateRawSync(data);
  const extra = Buffer.from("5554050003a1b2c3d4", "hex");
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // The sizes stand behind the data, and the local record has none.
  fields.writeUInt16LE(1 << 3, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(extra.length, 24);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), extra]);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(data), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(data.length, 8);
  const descriptor = Buffer.concat([Buffer.from("PK\x07\x08"), sizes]);
  const central = Buffer.alloc(46);
  central.write("PK\x01\x02", "latin1");
  central.writeUInt16LE(1 << 3, 8);
  central.writeUInt16LE(8, 10);
  sizes.copy(central, 16);
  central.writeUInt16LE(name.length, 28);
  const directory = Buffer.concat([central, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + packed.length + descriptor.length, 16);
  end.writeUInt16LE(5, 20);
  return Buffer.concat([local, packed, descriptor, directory, end, Buffer.from("hello")]);
}

test("an archive of another program is read by its directory", async () => {
  const archive = Uint8Array.from(foreign("a/graph.json", "{}".repeat(50)));
  expect([...(await readZip(archive))]).toEqual([["a/graph.json", new TextEncoder().encode("{}".repeat(50))]]);
});

test("what is written can be read by the letter of the format", async () => {
  const archive = Buffer.from(await writeZip([{ name: "ä.txt", bytes: new TextEncoder().encode("aaaaaaaaaaaaaaaa") }]));
  expect(archive.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
  expect(archive.readUInt16LE(6)).toBe(1 << 11);
  expect(archive.readUInt32LE(14)).toBe(crc32("aaaaaaaaaaaaaaaa"));
  expect(archive.readUInt32LE(22)).toBe(16);
  expect(archive.readUInt32LE(archive.length - 6)).toBe(archive.indexOf("PK\x01\x02", 0, "latin1"));
});
