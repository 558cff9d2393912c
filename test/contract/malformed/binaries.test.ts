import { describe, expect, test } from "vitest";
import { readState } from "../../../src/io/bundle/readState.ts";
import { readSafetensors } from "../../../src/io/safetensors/readSafetensors.ts";
import { readZip } from "../../../src/io/zip/readZip.ts";
import { safetensorsCases, stateCases, zipCases } from "./binaryCases.ts";

const refused = async (read: () => unknown): Promise<unknown> => {
  try {
    return await read();
  } catch (error) {
    return error;
  }
};

describe.each([
  ["a zip", zipCases, readZip],
  ["safetensors", safetensorsCases, readSafetensors],
  ["a state", stateCases, (bytes: Uint8Array<ArrayBuffer>) => readState(readSafetensors(bytes))],
] as const)("%s with", (_what, cases, read) => {
  test.each(cases)("$name", async ({ bytes, says }) => {
    expect(await refused(() => read(bytes()))).toMatchObject({ name: "DiagnosticError", message: says });
  });

  test("no name twice", () => expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length));
});
