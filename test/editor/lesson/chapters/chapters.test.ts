import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deleteSelection } from "../../../../src/editor/document/edits/actions.ts";
import type { Chapter } from "../../../../src/editor/lesson/chapters/chapter.ts";
import { isShape } from "../../../../src/editor/lesson/chapters/chapter.ts";
import { chapters } from "../../../../src/editor/lesson/chapters/chapters.ts";
import { useLesson } from "../../../../src/editor/lesson/lessonStore.ts";
import { openChapter } from "../../../../src/editor/lesson/openChapter.ts";
import { lessonView, watchTask } from "../../../../src/editor/lesson/watchTask.ts";
import { Keeping } from "../../../../src/editor/keeping/keeping.ts";
import { Runner } from "../../../../src/editor/runner/runner.ts";
import { useDocument } from "../../../../src/editor/document/documentStore.ts";
import { useInspected } from "../../../../src/editor/runner/inspectedStore.ts";
import { readGraph } from "../../../../src/graph/file/readGraph.ts";
import { localSession } from "../../../session/localSession.ts";
import { eventually } from "../../../eventually.ts";

const names = readFileSync("public/data/names.txt", "utf8");

const runner = new Runner(() => {
  const clientEnd = localSession({ loadDataset: () => Promise.resolve(names) });
  return { channel: clientEnd, onEnd: () => undefined, end: () => undefined };
});
const keeping = new Keeping(runner);
const status = () => runner.session.getState().status;
const edit = useDocument.getState().apply;
const remove = (node: string): void => {
  useDocument.getState().select({ nodes: [node] });
  deleteSelection();
};
const setVariable = (name: string, text: string) => () => void edit([{ type: "setVariable", name, text }]);
const setSetting = (id: string, setting: string, value: string) => () =>
  void edit([{ type: "setSetting", id, setting, value }]);
/** Steps, as a reader does, until it is so. */
const stepUntil = (so: () => boolean) => async () => {
  for (let steps = 0; steps < 30 && !so(); steps++) {
    const before = status()?.cursor;
    runner.commands.move("step");
    await eventually(() => expect(status()?.cursor).not.toBe(before));
  }
};
const look = (select: string, tab: "storage" | "why", side: "value" | "grad") => () => {
  useDocument.getState().select({ nodes: [select] });
  useInspected.setState({ tab, side });
};

/** What a reader does or says, task by task. */
const ways: Readonly<Record<string, readonly (string | (() => unknown))[]>> = {
  "counting-fails": [setVariable("block_size", "2")],
  examples: ["7"],
  lookup: ["[32, 3, 2]", () => remove("float")],
  "remove-view": [() => remove("view")],
  flatten: [look("view", "storage", "value")],
  broadcasting: [setSetting("guess", "shape", "n")],
  "through-the-network": [stepUntil(() => status()?.next?.pass === "backward")],
  "softmax-by-hand": [() => runner.commands.move("iterate")],
  overflow: [setVariable("big", "100")],
  backward: [stepUntil(() => status()?.graded.includes("C") === true), look("hidden", "why", "grad")],
  "what-a-gradient-means": [
    () => {
      look("hidden", "why", "grad")();
      useInspected.getState().showPort("hidden", "W");
    },
    "18.1689",
  ],
  training: [() => runner.commands.train(80), "a"],
  "learning-rate": [setSetting("sgd", "lr", "0.5")],
  "the-floor": ["..."],
};

let stop: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setImmediate(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  stop = runner.start();
});

afterEach(() => stop());

const text = ({ story, seen, tasks }: Chapter) => [
  story,
  seen,
  ...tasks.flatMap((task) => (task.kind === "ask" ? [task.text, task.hint] : [task.text])),
];

describe("the lesson", () => {
  it("has chapters with names of their own", () => {
    expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
    expect(chapters.length).toBeGreaterThanOrEqual(12);
    expect(chapters.map(({ id }) => id)).toEqual(Object.keys(ways));
  });
});

describe.each(chapters.map((chapter) => [chapter.id, chapter] as const))("chapter %s", (id, chapter) => {
  const graph = readGraph(readFileSync(`graphs/${chapter.graph}.json`, "utf8"));

  it("is short, and its graph has all that it names", () => {
    for (const part of text(chapter)) {
      const sentences = part.split(/(?<=[.!?:])\s+(?=[A-Z`])/);
      expect(sentences.length, part).toBeLessThanOrEqual(4);
      expect(part.length, part).toBeGreaterThan(10);
      expect(part.length, part).toBeLessThan(340);
      expect(part.split("`").length % 2, `${part}: a backtick without its other`).toBe(1);
    }
    const nodes = graph.nodes.map((node) => node.id);
    const { start = {}, tasks } = chapter;
    for (const place of [start, start.cursor ?? {}, ...tasks.map(({ where }) => where)]) {
      const named = "node" in place ? place.node : "select" in place ? place.select : undefined;
      if (named !== undefined) expect(nodes).toContain(named);
    }
    for (const variable of Object.keys(start.variables ?? {})) expect(Object.keys(graph.variables)).toContain(variable);
  });

  it("is begun with its tasks undone, and each is done by what it asks for", async () => {
    await openChapter(keeping, chapter);
    await eventually(() => expect(lessonView(runner)?.status).toMatchObject({ phase: "idle", evaluated: true }));
    const { trainedTo, cursor } = chapter.start ?? {};
    if (trainedTo !== undefined) await eventually(() => expect(status()?.iteration).toBe(trainedTo + 1));
    if (cursor !== undefined) await eventually(() => expect(status()?.next).toEqual(cursor));
    expect(useDocument.getState().origin).toEqual({ kind: "lesson", name: id });

    expect(chapter.tasks).toHaveLength(ways[id]!.length);
    for (const [at, task] of chapter.tasks.entries()) {
      const way = ways[id]![at]!;
      if (task.kind === "ask") {
        expect(task.right(way as string)).toBe(true);
        expect(task.right(task.example.toLowerCase()), "the example gives the answer away").toBe(false);
        expect(task.right("")).toBe(false);
        continue;
      }
      expect(task.done(lessonView(runner)!), task.text).toBe(false);
      const done = new Promise<void>((resolve) => watchTask(runner, task, resolve));
      await (way as () => unknown)();
      await done;
    }
  });
});

describe("progress", () => {
  it("counts the tasks of the open chapter, and keeps which chapters were done", () => {
    const { begin, finish } = useLesson.getState();
    begin("lookup");
    finish("lookup", 0, 2);
    expect(useLesson.getState()).toMatchObject({ chapter: "lookup", tasks: 1, done: [] });
    finish("lookup", 1, 2);
    begin("lookup");
    expect(useLesson.getState()).toMatchObject({ chapter: "lookup", tasks: 0, done: ["lookup"] });
  });
});

describe("a shape as an answer", () => {
  it("may be written in any way", () => {
    for (const answer of ["32, 3, 2", "[32,3,2]", "32×3×2", "32x3x2", "torch.size([32, 3, 2])", "32 3 2"]) {
      expect(isShape(answer, [32, 3, 2]), answer).toBe(true);
    }
    for (const answer of ["32, 3", "3, 32, 2", "", "32, 3, 2, 1"])
      expect(isShape(answer, [32, 3, 2]), answer).toBe(false);
  });
});
