import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { readSafetensors } from "../../../src/io/safetensors/readSafetensors.ts";
import { DTYPE_BYTES, type StoredDType, type StoredTensor } from "../../../src/io/safetensors/storedTensor.ts";
import { writeSafetensors } from "../../../src/io/safetensors/writeSafetensors.ts";

const dtypes = Object.keys(DTYPE_BYTES) as StoredDType[];
const tensor: fc.Arbitrary<StoredTensor> = fc
  .tuple(fc.constantFrom(...dtypes), fc.array(fc.nat(4), { maxLength: 4 }))
  .chain(([dtype, shape]) => {
    const length = shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype]);
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((bytes) => ({ dtype, shape, bytes: Uint8Array.from(bytes) }));
  });
const name = fc.oneof(fc.constantFrom("constructor", "a.weight"), fc.string({ unit: "grapheme", maxLength: 12 }));
const named = fc
  .uniqueArray(fc.tuple(name, tensor), { maxLength: 6, selector: ([own]) => own })
  .map((list) => new Map(list.filter(([own]) => own !== "__metadata__" && own !== "__proto__")));
const metadata = fc
  .dictionary(name, fc.string(), { maxKeys: 3 })
  .map((texts) => new Map(Object.entries(texts).filter(([key]) => key !== "__proto__")));

property.prop([named, metadata], { numRuns: 500 })(
  "tensors of every dtype come back, byte by byte",
  (tensors, texts) => {
    const file = writeSafetensors({ tensors, metadata: texts });
    const read = readSafetensors(file);
    // The order of keys that are whole numbers is another in an object than in a map.
    expect(read.tensors).toEqual(tensors);
    expect(read.metadata).toEqual(texts);
  },
);

test("a file is what the specification says, byte by byte", () => {
  const bytes = new Uint8Array(Float32Array.of(1, -2).buffer);
  const file = Buffer.from(
    writeSafetensors({
      tensors: new Map([["w", { dtype: "F32", shape: [2], bytes }]]),
      metadata: new Map([["a", "b"]]),
    }),
  );
  const length = Number(file.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  expect(JSON.parse(file.toString("utf8", 8, 8 + length))).toEqual({
    __metadata__: { a: "b" },
    w: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
  });
  expect(file.subarray(8 + length).toString("hex")).toBe("0000803f000000c0");
});

test("a file that another implementation wrote is read: safetensors 0.4 of Python, a matrix of ones and a count", () => {
  const header =
    '{"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"w":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]}}';
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  const file = Buffer.concat([Buffer.alloc(8), Buffer.from(padded), Buffer.from("0700000000000000003c003c", "hex")]);
  file.writeBigUInt64LE(BigInt(padded.length));
  const { tensors, metadata } = readSafetensors(Uint8Array.from(file));
  expect([...tensors].map(([own, { dtype, shape }]) => [own, dtype, shape])).toEqual([
    ["n", "I64", []],
    ["w", "F16", [1, 2]],
  ]);
  expect(metadata.size).toBe(0);
});
