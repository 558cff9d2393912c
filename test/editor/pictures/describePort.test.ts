import { expect, test } from "vitest";
import { briefPort, describePort } from "../../../src/editor/pictures/describePort.ts";
import type { PortReport } from "../../../src/protocol/portReport.ts";

const words = (count: number): PortReport => ({ kind: "words", count });
const ids = (count: number): PortReport => ({ kind: "ids", count, vocabSize: 27 });

test.each<readonly [PortReport, string, string]>([
  // Of a text they are lines, which of a list of names are its words.
  [words(8853), "8,853 lines", "8,853 lines of text"],
  [words(1), "1 line", "1 line of text"],
  [ids(32_257), "32,257 sequences", "32,257 sequences of integers, vocabulary 27"],
  [ids(1), "1 sequence", "1 sequence of integers, vocabulary 27"],
])("%j is told as %j, in full %j", (port, brief, full) => {
  expect(briefPort(port)).toBe(brief);
  expect(describePort(port)).toBe(full);
});
