import { expect, test } from "vitest";
import { bundle } from "../../src/formats/bundle.ts";
import { formats } from "../../src/formats/formats.ts";
import { formatOf, readSource } from "../../src/formats/readSource.ts";
import { sourceOf } from "../../src/formats/source.ts";
import { exported } from "../../src/session/questions/exported.ts";
import type { Session } from "../../src/session/session.ts";
import { notebookGraph } from "../session/graphs.ts";
import { opened, train } from "../session/walk.ts";

const nothingOpen = () => Promise.reject(new Error("nothing is asked of the open document"));
const written = (session: Session) =>
  bundle.writes!(session.plan!.graph, () => exported.answer(session, { seedLosses: false }));

test("saved in the middle of a pass it is that iteration's start, and says so when it is saved and when it is opened", async () => {
  const { session } = opened(notebookGraph());
  train(session, 1);
  const start = session.checkpoint();
  session.handle({ type: "runPass" });
  session.handle({ type: "stepInto" });
  const { content, notes } = await written(session);
  expect(notes).toEqual([
    "It carries the graph and what was trained, at iteration 2: its start, not the middle of the backward pass.",
  ]);
  const source = await sourceOf(new Blob([content]), "run.wiregrad");
  const { format, found } = await readSource(source, nothingOpen);
  expect(format.name).toBe("bundle");
  expect(found.checkpoint).toEqual(start);
  expect(found.notes).toEqual([
    "It was saved in the middle of the backward pass of iteration 2, and goes on from its start.",
  ]);
});

test("it is known by its contents where somebody has given it another name, and another zip is not taken for it", async () => {
  const { content } = await written(opened(notebookGraph()).session);
  expect(formatOf(await sourceOf(new Blob([content]), "run.zip"))?.name).toBe("bundle");
  const other = await sourceOf(new Blob(["PK\x03\x04 and so on"]), "weights.pt");
  await expect(readSource(other, nothingOpen)).rejects.toThrow("this is a zip archive, no graph of Wiregrad");
});

test("no two formats have one name or one ending, and each can do something", () => {
  const unique = (all: readonly string[]) => expect(all).toEqual([...new Set(all)]);
  unique(formats.map(({ name }) => name));
  unique(formats.flatMap(({ endings, writes }) => (writes === undefined ? [] : endings)));
  for (const { reads, writes, recognises } of formats) {
    expect(reads ?? writes).toBeDefined();
    expect(reads === undefined).toBe(recognises === undefined);
  }
});
