import { describe, expect, it } from "vitest";
import { Session } from "../../../src/session/session.ts";
import { backends } from "../../backends.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { bitsOf } from "../bits.ts";
import { datasets, galleryNames, smallGraph } from "./galleryRecords.ts";
import { planned } from "./planned.ts";

const recorded = fixture("notebook.json") as { readonly losses: readonly number[] };
const [oracle, ...others] = Object.values(backends);

/** The losses of the first iterations, and all bits behind them. */
function trained(backend: (typeof others)[number], name: string, iterations: number) {
  const losses: { readonly node: string; readonly iteration: number; readonly loss: number }[] = [];
  const session = new Session(backend, datasets, (point, node) => losses.push({ node, ...point }));
  session.open(planned(smallGraph(name)), true);
  if (session.plan!.optimizers.length > 0) session.handle({ type: "train", stopAt: iterations });
  while (session.state.phase !== "idle") session.handle({ type: "tick" });
  const { program } = session;
  return { losses, bits: program === null ? null : Buffer.from(bitsOf(program.memory, program.memory.state)) };
}

describe.each(others)("$name", (backend) => {
  it.each(galleryNames())("has the plain kernels' bits in %s", (name) => {
    const [ours, theirs] = [trained(backend, name, 5), trained(oracle!, name, 5)];
    expect(ours.losses).toEqual(theirs.losses);
    expect(ours.bits?.equals(theirs.bits!)).toBe(theirs.bits === null ? undefined : true);
  });

  it("gives the notebook's 1,000 losses to the bit", () => {
    const { losses } = trained(backend, "notebook-mlp", recorded.losses.length);
    const found = losses.slice(0, recorded.losses.length).map(({ loss }) => loss);
    expect(found).toEqual(recorded.losses.map(Math.fround));
  });
});
