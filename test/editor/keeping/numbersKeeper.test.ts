import { expect, test } from "vitest";
import { NumbersKeeper } from "../../../src/editor/keeping/numbersKeeper.ts";
import type { KeptNumbers, Numbers } from "../../../src/editor/keeping/storage/documentRecord.ts";
import type { DocumentStorage } from "../../../src/editor/keeping/storage/documentStorage.ts";
import { trainedState } from "../trainedState.ts";

/** A keeper of numbers whose writes end when they are told to, and what it lets go of. */
function keeper() {
  const letGo: number[] = [];
  const writes: ((kept: KeptNumbers | Error) => void)[] = [];
  let taken = 0;
  const writeNumbers: DocumentStorage["writeNumbers"] = () =>
    new Promise((resolve, reject) => {
      writes.push((kept) => (kept instanceof Error ? reject(kept) : resolve(kept)));
    });
  const numbers = new NumbersKeeper({
    storage: { writeNumbers } as unknown as DocumentStorage,
    current: () => "one",
    mayKeep: () => true,
    keepGraph: () => Promise.resolve("version"),
    version: () => "version",
    take: () => Promise.resolve<Numbers>({ checkpoint: trainedState(++taken), ghost: { iterations: [], losses: [] } }),
    letGo: ({ checkpoint }) => void letGo.push(checkpoint.iteration),
    onChange: () => undefined,
  });
  /** Keeps the numbers, whose write ends so. */
  const keep = async (kept: KeptNumbers | Error) => {
    numbers.move("training");
    const done = numbers.flush();
    await expect.poll(() => writes.length).toBe(1);
    expect(letGo).not.toContain(taken);
    writes.pop()!(kept);
    await done;
  };
  return { letGo, keep };
}

const kept: KeptNumbers = { generation: "1", pieces: 1, size: 8, iteration: 0 };

test("numbers are let go of once newer ones are taken, their write being over, and none twice", async () => {
  const { letGo, keep } = keeper();
  await keep(kept);
  expect(letGo).toEqual([]);
  await keep(kept);
  expect(letGo).toEqual([1]);
  await keep(new Error("full"));
  await keep(kept);
  expect(letGo).toEqual([1, 2, 3]);
});
