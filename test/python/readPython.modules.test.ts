/** Modules, and layers of the code's own, start at PyTorch's loss and go on as there: recorded by make_modules.py. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { noteText, readPython } from "../../src/python/readPython.ts";
import { fixture } from "../fixtures/fixture.ts";
import { lossesOf } from "./lossesOf.ts";

const folder = new URL("../fixtures/modules/", import.meta.url);
const recorded = fixture("modules.json") as Readonly<Record<string, readonly number[]>>;

describe("code of modules", () => {
  it.each(readdirSync(folder))("%s gives PyTorch's losses", (name) => {
    const { graph, stopAt, notes } = readPython(readFileSync(new URL(name, folder), "utf8"), name);
    const expected = recorded[name]!;
    expect(notes.map(noteText)).toEqual([]);
    expect(stopAt).toBe(expected.length - 1);
    const losses = lossesOf(graph, stopAt!);
    expect(losses).toHaveLength(expected.length);
    losses.forEach((loss, at) => expect(Math.abs(loss / expected[at]! - 1), `iteration ${at}`).toBeLessThan(1e-5));
  });
});
