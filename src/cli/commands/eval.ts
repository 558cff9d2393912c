import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { hintLines, withFile } from "../files/fileLines.ts";
import { openDocument } from "../files/openDocument.ts";
import { backendOption, GRAPH_ARGUMENT, jsonOption, textOption } from "../terminal/arguments.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";
import { chosenBackend } from "../terminal/chosenBackend.ts";
import { TrainingSession } from "../training/trainingSession.ts";

interface EvalOptions {
  readonly text: readonly string[];
  readonly backend?: Backend["name"];
  readonly json?: boolean;
}

export const evaluate = defineCommand({
  name: "eval",
  summary: "run the forward pass once, as the next iteration would, and tell all losses",
  declare: (command, act) =>
    command
      .argument("<file>", GRAPH_ARGUMENT)
      .addOption(textOption())
      .addOption(backendOption())
      .addOption(jsonOption('{"iteration":60,"loss":0.52,"losses":{"loss":0.52,"dev_loss":0.61}}'))
      .action((file: string, options: EvalOptions) =>
        act((terminal) => withFile(file, () => evalFile(file, options, terminal))),
      ),
});

async function evalFile(file: string, { text, backend, json }: EvalOptions, terminal: Terminal): Promise<number> {
  const { graph, checkpoint, texts } = await openDocument(file, text, terminal);
  const used = await chosenBackend(backend, terminal);
  let halted: string | null = null;
  const session = new TrainingSession(texts, used, async ({ status }) => {
    halted = status.halted?.sentence ?? null;
  });
  const plan = await session.open(graph, true, checkpoint);
  note(terminal, hintLines(file, plan.nodes));
  if (plan.cannotRun !== null) throw DiagnosticError.of(plan.cannotRun);
  const losses = await session.client.ask("lossValues", {});
  const [first] = losses;
  if (first === undefined)
    throw DiagnosticError.of(halted ?? "expected a loss: a cross_entropy, or what an optimiser minimises");
  const iteration = checkpoint?.iteration ?? 0;
  if (json) {
    const byNode = Object.fromEntries(losses.map(({ node, loss }) => [node, loss]));
    printJson(terminal, { iteration, loss: first.loss, losses: byNode });
  } else {
    const lines = losses.map(({ node, loss }) => `${node}: ${formatNumber(loss)}`);
    print(terminal, [...lines, `(${formatCount(iteration)} iterations done)`]);
  }
  return EXIT.done;
}
