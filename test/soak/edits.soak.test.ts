import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { unwatched } from "../../src/program/run/unwatched.ts";
import { Session } from "../../src/session/session.ts";
import { backends } from "../backends.ts";
import { batchGraph, withNodes, withSettings } from "../session/graphs.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const EDITS = 1000;
/** By then everything has been compiled, and every kind of edit has been made often. */
const SETTLED = 300;
const MEGABYTE = 2 ** 20;

/** Other sizes, a node more, a broken wire, another rate: what is typed and undone in an afternoon. */
function edited(at: number): Graph {
  const graph = batchGraph(String(4 + (at % 5)));
  const sized = { ...graph, variables: { ...graph.variables, n_hidden: String(100 + 50 * (at % 7)) } };
  switch (at % 4) {
    case 0:
      return withNodes(sized, [["guess", "argmax", { dim: "1" }]], [["output.out", "guess.x"]]);
    case 1:
      return { ...sized, edges: sized.edges.filter(({ to }) => to !== "tanh.x") };
    case 2:
      return withSettings(sized, "sgd", { lr: "0.05", momentum: "0.9" });
    default:
      return sized;
  }
}

it.each(Object.values(backends))(
  "a thousand edits of a graph that trains in between leave the memory as large as a few, on $name",
  async (backend) => {
    const session = new Session(backend, new Map(), () => undefined);
    session.hasten(unwatched);
    session.open(session.planOf(edited(3)), true);
    const sizes: { readonly shared: number; readonly used: number }[] = [];
    for (let at = 0; at < EDITS; at++) {
      session.edit(session.planEdit(edited(at)), {});
      if (session.plan!.optimizers.length > 0) {
        session.handle({ type: "train", stopAt: null });
        let left = 5;
        session.train(() => (left -= 1) > 0);
        session.handle({ type: "pause" });
      }
      if (at % 50 !== 0) continue;
      collect();
      // What nobody refers to any more is given back in a turn of its own.
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      // A backend that lends parts of one memory has grown that; the plain one has given each program its own.
      const shared = backend === backends.simd ? session.program?.memory.block.buffer.byteLength : undefined;
      sizes.push({ shared: shared ?? 0, used: heapUsed + arrayBuffers });
    }
    const [before, after] = [sizes.slice(0, SETTLED / 50), sizes.slice(SETTLED / 50)];
    const largest = (list: typeof sizes, of: keyof (typeof sizes)[number]): number =>
      Math.max(...list.map((size) => size[of]));
    expect(largest(after, "shared")).toBeLessThanOrEqual(largest(before, "shared"));
    expect(largest(after, "used") - largest(before, "used")).toBeLessThan(4 * MEGABYTE);
  },
);
