import { expect, it } from "vitest";
import { checkpoint } from "../../../src/session/questions/checkpoint.ts";
import { optimizedBy } from "../graphs.ts";
import { opened, train } from "../walk.ts";

it.each(["at an iteration's start", "in the middle of one", "with parameters that an edit put aside"])(
  "hands over memory that the session has no need of, %s: asked again, it answers the same",
  (where) => {
    const graph = optimizedBy("adam", { lr: "0.1" });
    const { session } = opened(graph);
    train(session, 5);
    if (where === "in the middle of one") for (let at = 0; at < 12; at++) session.handle({ type: "stepInto" });
    if (where === "with parameters that an edit put aside") {
      const edges = graph.edges.filter(({ to }) => to !== "tanh.x");
      session.edit(session.planEdit({ ...graph, edges }), {});
    }
    const answer = checkpoint.answer(session, {});
    const before = structuredClone(answer);
    const bytes = [...Object.values(before.parameters), ...before.buffers!].map(({ data }) => data.byteLength);
    const transfer = checkpoint.handsOver!(answer);
    const sent = structuredClone(answer, { transfer });
    expect(transfer.map((buffer) => buffer.byteLength)).toEqual(bytes.map(() => 0));
    expect(sent).toEqual(before);
    expect(checkpoint.answer(session, {})).toEqual(before);
  },
);
