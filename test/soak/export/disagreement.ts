import type { Graph } from "../../../src/graph/graph.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import type { Script, ScriptStyle } from "../../../src/protocol/script/script.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import type { TorchProcess } from "../torch/TorchProcess.ts";
import { inDouble } from "./inDouble.ts";
import { judged } from "./judged.ts";
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

/**
 * Says how a graph's script came out: null where PyTorch prints our losses, or others that are no nearer to those of the same
 * script in float64.
 */
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
  const theirs = printedLosses(printed);
  if (firstApart(ours, theirs, TOLERANCE) === null) return null;
  const exact = await run(text(inDouble(script)), torch);
  if (exact.error !== null) return exact.error;
  const runs = { ours, theirs, exact: printedLosses(exact.printed) };
  const verdict = judged(runs, TOLERANCE);
  if (verdict === null) return null;
  // One run may have been lucky in its roundings: two more, of parameters that are moved by one (2^-23 is 1.2e-7).
  const others: Losses[] = [];
  for (const nudge of ["1 + 1e-7", "1 - 1e-7"]) {
    others.push(printedLosses((await run(text(nudged(script, nudge)), torch)).printed));
  }
  return judged({ ...runs, others }, TOLERANCE);
}

/** The script with its parameters moved by a rounding. */
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
