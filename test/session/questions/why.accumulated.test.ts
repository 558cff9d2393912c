import { describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { provenanceOf } from "../../../src/program/why/provenance.ts";
import { reportWhy } from "../../../src/program/why/reportWhy.ts";
import { explainCell } from "../../../src/program/why/explainCell.ts";
import { facetNumbers } from "../../../src/program/facets/facets.ts";
import { provenance } from "../../../src/session/questions/provenance.ts";
import { Session } from "../../../src/session/session.ts";
import { running } from "../running.ts";
import { whyText } from "./whyText.ts";
import { why } from "../../../src/session/questions/why.ts";
import { backend } from "../../fastest.ts";
import { batchGraph, withNodes, withSettings } from "../graphs.ts";

const cell = { node: "hidden", port: "W", side: "grad", index: [3, 7] } as const;

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

function after(times: number, graph = adding): Session {
  const session = open(graph);
  for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
  return session;
}

const clearing = withSettings(batchGraph("8"), "sgd", { lr: "0" });
const adding = withSettings(clearing, "sgd", { zero_grad: false });

const gradOf = (session: Session): number => explainCell(session.program!, session.state, cell).result;
const partOf = (session: Session): number => provenanceOf(session.program!, session.state, cell).result;

describe("a gradient that adds up", () => {
  it("is, by its reason, what was there plus this iteration's part", () => {
    const session = after(3);
    const before = gradOf(after(2));
    const { parts, agrees } = explainCell(session.program!, session.state, cell);
    expect(agrees).toBe(true);
    expect(parts.map(({ node, op }) => `${node} ${op}`)).toEqual(["sgd no zero_grad", "hidden matmul"]);
    expect(parts[0]!.inlined.value).toBe(before);
    // With a rate of 0 each iteration's part is what the gradient is where it is cleared.
    expect(Math.abs(parts[1]!.inlined.value - gradOf(after(3, clearing)))).toBeLessThan(1e-6);
    expect(whyText(why.answer(running(session), { cell: cell })).join("\n")).toContain("W.grad.before[3, 7]");
  });

  it("has a reason that agrees at every position of an iteration, what was there alone until the pass adds to it", () => {
    const session = after(2);
    const { instructions } = session.program!;
    for (let cursor = 1; cursor <= instructions.length - 1; cursor++) {
      session.handle({ type: "runTo", cursor });
      const next = instructions[session.state.cursor]!;
      // The forward pass has changed what the last pass's part was made of.
      if (next.pass === "forward" || next.beginsBackward === true) continue;
      const { agrees, notes } = reportWhy(session.program!, session.state, cell);
      expect(agrees, `before instruction ${cursor}`).toBe(true);
      expect(notes.join()).toContain("sgd clears no gradients (zero_grad is off)");
    }
  });

  it("was pushed, in an iteration, by that iteration's examples alone", () => {
    const pushes = (graph: Graph) => provenance.answer(running(after(3, graph)), { cell: cell });
    const [alone, grown] = [pushes(clearing), pushes(adding)];
    expect(grown).toEqual(alone);
    expect(partOf(after(3))).toBe(gradOf(after(3, clearing)));
  });

  it("is asked who pushed it only once the pass has reached it", () => {
    const session = after(2);
    session.handle({ type: "runPass" });
    session.handle({ type: "stepInto" });
    expect(() => provenance.answer(running(session), { cell: cell })).toThrow('has not reached "hidden.W"');
    expect(why.answer(running(session), { cell: cell }).parts).toHaveLength(1);
  });

  it("is compared by this iteration's part", () => {
    const both = (graph: Graph): Graph =>
      withNodes(
        graph,
        [
          ["table", "parameter", { shape: "5" }],
          ["twice", "add", {}],
          ["same", "compare", {}],
          ["total", "sum", {}],
          ["other", "sgd", { lr: "0", zero_grad: false }],
        ],
        [
          ["table.out", "twice.a"],
          ["table.out", "twice.b"],
          ["table.out", "same.a"],
          ["twice.out", "same.b"],
          ["twice.out", "total.x"],
          ["total.out", "other.loss"],
        ],
      );
    const session = after(3, both(adding));
    const { comparison } = facetNumbers(session.plan!.nodes.get("same")!.facets, true)!;
    // One pass gives the table 2 and its double 1; after three passes its .grad is 6.
    expect(comparison!.gradients!.ends!.max).toBe(1);
  });
});
