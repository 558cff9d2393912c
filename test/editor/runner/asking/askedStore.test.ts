import { beforeEach, expect, it, vi } from "vitest";
import { notebookGraph } from "../../../session/graphs.ts";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});
const { useDocument } = await import("../../../../src/editor/document/documentStore.ts");
const { useAsked } = await import("../../../../src/editor/runner/asking/askedStore.ts");

const asked = () => useAsked.getState();
const open = (documentId: string) =>
  useDocument.getState().open(notebookGraph(), { kind: "new", name: "test" }, { documentId });
const cell = (node: string) => ({ node, port: "out", side: "value", index: [0, 1] }) as const;

beforeEach(() => {
  kept.clear();
  open("first");
});

it("keeps what was typed in each document", () => {
  expect(asked().context).toBeNull();
  asked().type("emm");
  open("second");
  expect(asked().context).toBeNull();
  asked().type("");
  open("first");
  expect(asked().context).toBe("emm");
  open("second");
  expect(asked().context).toBe("");
});

it("explains a number until something is selected, and knows the way back", () => {
  useDocument.getState().select({ nodes: ["hidden"] });
  asked().explain(cell("P"));
  expect(useDocument.getState().selection.nodes).toEqual([]);
  asked().follow(cell("output"));
  asked().follow(cell("tanh"));
  asked().goBack(1);
  expect(asked().why).toEqual([cell("P"), cell("output")]);
  useDocument.getState().select({});
  expect(asked().why).toHaveLength(2);
  useDocument.getState().select({ nodes: ["tanh"] });
  expect(asked().why).toEqual([]);
  asked().explain(cell("P"));
  asked().follow(cell("output"));
  asked().leave();
  useDocument.getState().select({ nodes: ["tanh"] });
  expect(asked().why).toEqual([]);
  asked().comeBack();
  expect(asked().why).toEqual([cell("P"), cell("output")]);
  expect(useDocument.getState().selection.nodes).toEqual([]);
  open("second");
  expect(asked().why).toEqual([]);
});
