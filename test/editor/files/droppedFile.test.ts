import { expect, test } from "vitest";
import { droppedFile, type Dropped } from "../../../src/editor/files/droppedFile.ts";

function drop(names: readonly string[], isDirectory = false): Dropped {
  return {
    items: names.map((name) => ({ webkitGetAsEntry: () => ({ isDirectory, name }) })),
    // A browser hands over a folder as a file that cannot be read.
    files: names.map((name) => new File(["text"], name)),
  };
}

test("one file is taken; a folder and several files are refused in a sentence; a dragged word is neither", () => {
  expect(droppedFile(drop(["names.txt"]))).toMatchObject({ name: "names.txt" });
  expect(droppedFile(drop(["course"], true))).toBe('"course" is a folder: drop one file, a graph or a text.');
  expect(droppedFile(drop(["a.txt", "b.txt"]))).toBe("2 files were dropped: drop one at a time.");
  expect(droppedFile(drop([]))).toBeNull();
  expect(droppedFile(null)).toBeNull();
});
