/**
 * Each node type writes the code that PyTorch ran, and our numbers are what that gave: see test/soak/export/codes.soak.test.ts,
 * which runs it anew.
 */
import { describe, expect, it } from "vitest";
import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import { nodeTexts } from "../../../src/nodes/nodeTexts.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { codeCases } from "./codeCases.ts";
import { codeOf, ourValues } from "./ranCode.ts";
import { trainedOn } from "./trainedOn.ts";
import { unequalValues, type RecordedCode } from "./recordedCode.ts";

const recorded = fixture("codes.json") as Readonly<Record<string, RecordedCode>>;

describe("the PyTorch code of a node type", () => {
  it("is recorded of each", () => {
    const types = new Set(codeCases.map(({ graph, node }) => graph.nodes.find(({ id }) => id === node)!.type));
    expect(nodeTypes.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
    expect(codeCases.map(({ name }) => name)).toEqual(Object.keys(recorded));
  });

  it.each(codeCases)("is what was run, and has our numbers: $name", ({ name, node, graph }) => {
    const trained = trainedOn(graph, node);
    const { own } = codeOf(trained, node);
    expect(own).toEqual(recorded[name]!.code);
    expect(unequalValues(ourValues(trained, node), recorded[name]!.values)).toEqual([]);
  });

  it.each(Object.entries(nodeTexts))("is shown in its help: %s", (_type, { torch }) => {
    expect(torch).not.toBe("");
    expect(torch).not.toMatch(/undefined|NaN|\[object/);
  });
});
