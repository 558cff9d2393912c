import { beforeEach, expect, test } from "vitest";
import { cellLabel } from "../../../../src/editor/pictures/showWhy.ts";
import { followLink, goBack, useTrail } from "../../../../src/editor/inspector/why/trail.ts";
import { useDocument } from "../../../../src/editor/document/documentStore.ts";
import { useInspected } from "../../../../src/editor/runner/inspectedStore.ts";
import { notebookGraph } from "../../../session/graphs.ts";
import type { CellRef } from "../../../../src/protocol/tensorRef.ts";

const cell = (node: string, ...index: number[]): CellRef => ({ node, port: "out", side: "value", index });
const [loss, output, hidden] = [cell("loss"), cell("output", 3, 5), cell("hidden", 3, 7)];

beforeEach(() => {
  useDocument.getState().open(notebookGraph(), { kind: "new", name: "" });
  useTrail.setState({ left: [], arriving: false });
});

test("each link that was followed has its way back", () => {
  followLink(loss, output);
  followLink(output, hidden);
  expect(useTrail.getState().left.map(cellLabel)).toEqual(["loss.out[]", "output.out[3, 5]"]);
  goBack();
  expect(useInspected.getState().cell).toEqual(output);
  expect(useDocument.getState().selection.nodes).toEqual(["output"]);
  goBack();
  expect(useInspected.getState().cell).toEqual(loss);
  goBack();
  expect(useInspected.getState().cell).toEqual(loss);
});

test("an earlier cell forgets those after it", () => {
  followLink(loss, output);
  followLink(output, hidden);
  goBack(0);
  expect(useInspected.getState().cell).toEqual(loss);
  expect(useTrail.getState().left).toEqual([]);
});

test("no way leads to a node that has gone", () => {
  followLink(loss, output);
  followLink(output, hidden);
  useDocument.getState().apply([{ type: "remove", nodes: ["output"] }]);
  expect(useTrail.getState().left).toEqual([loss]);
});
