import type { Graph } from "../../../src/graph/graph.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import type { Script, ScriptStyle } from "../../../src/protocol/script/script.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import type { TorchProcess } from "../torch/TorchProcess.ts";
import { firstApart, printedLosses, type Losses } from "./printedLosses.ts";

/** What PyTorch 1.13 does not do, and we do: normalise no channels, differentiate by a base to the power of a mask. */
const BEYOND_PYTORCH = [
  "select(): index 0 out of range for tensor of size [0] at dimension 0",
  "Subtraction, the `-` operator, with a bool tensor is not supported",
];

/** How many iterations are compared. */
const ITERATIONS = 50;
const TOLERANCE = 1e-4;

/** Says how a graph is tried: in which style, and in which text its script is given to PyTorch's process. */
interface Trial {
  readonly style?: ScriptStyle;
  readonly text?: (script: Script) => { readonly code: string } | { readonly notebook: string };
}

/** Says how a graph's script came out: null where PyTorch prints our losses, or would not agree with itself either. */
export async function disagreement(
  graph: Graph,
  texts: ReadonlyMap<string, string>,
  torch: TorchProcess,
  { style = "functional", text = (script) => ({ code: scriptText(script) }) }: Trial = {},
): Promise<string | null> {
  const { plan, exported, halted } = exportedOf(graph, texts, ITERATIONS);
  const ours: Losses = new Map(
    exported.seedLosses.map(({ node, points }, at) => [
      at === 0 ? "" : node,
      new Map(points.map(({ iteration, loss }) => [iteration, loss])),
    ]),
  );
  const script = writeScript(plan, null, { iterations: ITERATIONS, style });
  const { printed, error } = await run(text(script), torch);
  // What stops here in the middle of a run, at a number that is none, may stop there.
  if (error !== null) return halted || BEYOND_PYTORCH.some((sentence) => error.includes(sentence)) ? null : error;
  const apart = firstApart(ours, printedLosses(printed), TOLERANCE);
  if (apart === null) return null;
  // Chaotic is what a single rounding of all parameters moves as far, as early: 2^-23 is 1.2e-7.
  for (const nudge of ["1 + 1e-7", "1 - 1e-7"]) {
    const moved = await run(text(nudged(script, nudge)), torch);
    const chaos = firstApart(printedLosses(printed), printedLosses(moved.printed), TOLERANCE);
    if (chaos !== null && chaos.iteration <= apart.iteration) return null;
  }
  return `iteration ${apart.iteration} of ${apart.label}: ${ours.get(apart.label)?.get(apart.iteration)} here, ${printedLosses(printed).get(apart.label)?.get(apart.iteration)} there`;
}

/** The script with its parameters moved by a rounding: where training is chaotic that shows. */
function nudged(script: Script, nudge: string): Script {
  return {
    ...script,
    sections: script.sections.map((section) => ({
      ...section,
      lines: section.lines.flatMap((line) =>
        line.code.startsWith("parameters = ")
          ? [line, { ...line, code: "for p in parameters:" }, { ...line, code: `p.data.mul_(${nudge})`, indent: 1 }]
          : [line],
      ),
    })),
  };
}

async function run(question: object, torch: TorchProcess): Promise<{ printed: string; error: string | null }> {
  return (await torch.ask(question)) as { printed: string; error: string | null };
}
