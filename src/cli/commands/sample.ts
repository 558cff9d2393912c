import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { freshId } from "../../graph/freshId.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import { hasRole, nodeTypeOf } from "../../nodes/catalogue.ts";
import { hintLines, withFile } from "../files/fileLines.ts";
import { openDocument, type OpenedDocument } from "../files/openDocument.ts";
import {
  backendOption,
  GRAPH_ARGUMENT,
  jsonOption,
  positiveNumber,
  textOption,
  wholeNumber,
} from "../terminal/arguments.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";
import { chosenBackend } from "../terminal/chosenBackend.ts";
import { TrainingSession } from "../training/trainingSession.ts";
import { trainTo } from "../training/trainTo.ts";

interface SampleOptions {
  readonly count?: number;
  /** How many iterations are to be done before. */
  readonly iterations?: number;
  readonly temperature?: number;
  /** Of the draws, not the graph's. */
  readonly seed?: number;
  /** Paths of text files that the graph may name. */
  readonly text: readonly string[];
  readonly backend?: Backend["name"];
  readonly json?: boolean;
}

export const sample = defineCommand({
  name: "sample",
  summary: "draw words from a graph's model, one a line: by its sample node, or at the logits of its loss",
  declare: (command, act) =>
    command
      .argument("<file>", GRAPH_ARGUMENT)
      .option("-c, --count <n>", "how many words (else as the sample node says, or 20)", wholeNumber(1))
      .option("-n, --iterations <n>", "train first, until so many iterations are done", wholeNumber(1))
      .option(
        "--temperature <t>",
        "the temperature: below 1 keeps to what is likely, above 1 dares more",
        positiveNumber,
      )
      .option("-s, --seed <s>", "the seed of the draws", wholeNumber(0))
      .addOption(textOption())
      .addOption(backendOption())
      .addOption(jsonOption("iterations, words"))
      .action((file: string, options: SampleOptions) =>
        act((terminal) => withFile(file, () => sampleFile(file, options, terminal))),
      ),
});

async function sampleFile(file: string, options: SampleOptions, terminal: Terminal): Promise<number> {
  const opened = await openDocument(file, options.text, terminal);
  const { texts } = opened;
  const backend = await chosenBackend(options.backend, terminal);
  const session = new TrainingSession(texts, backend, async () => undefined);
  const { losses, nodes } = await session.open(opened.graph, false);
  const { graph, node } = withSampleNode(opened.graph, losses[0]?.node, options);
  let { checkpoint } = opened;
  if (options.iterations === undefined) note(terminal, hintLines(file, nodes));
  else {
    const { iterations } = options;
    const training = { graph, checkpoint, texts, backend, source: file, iterations, told: "bar" as const };
    const trained = await trainTo(training, terminal);
    if (trained.interrupted) return EXIT.interrupted;
    checkpoint = await trained.session.client.ask("checkpoint", {});
  }
  const words = await wordsOf({ graph, checkpoint, texts }, node, backend);
  if (options.json) printJson(terminal, { iterations: checkpoint?.iteration ?? 0, words });
  else print(terminal, words);
  return EXIT.done;
}

/** What the node draws from the model of the checkpoint, or of the seed. */
async function wordsOf(
  { graph, checkpoint, texts }: OpenedDocument,
  node: string,
  backend: Backend,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const session = new TrainingSession(texts, backend, async ({ lines, status }) => {
      const own = lines.find((one) => one.node === node);
      if (own !== undefined && own.fault !== null) reject(DiagnosticError.of(own.fault, { node }));
      else if (own !== undefined) resolve(own.lines);
      else if (status.halted !== null) reject(DiagnosticError.of(status.halted.sentence));
    });
    session.open(graph, true, checkpoint).catch(reject);
  });
}

/**
 * The graph with the options in its sample node. Where it has none, it gets one, at the logits of its most important
 * loss.
 */
function withSampleNode(
  graph: Graph,
  loss: string | undefined,
  { count, temperature, seed }: SampleOptions,
): { graph: Graph; node: string } {
  const changes: Record<string, string> = {};
  if (count !== undefined) changes["count"] = String(count);
  if (temperature !== undefined) changes["temperature"] = String(temperature);
  if (seed !== undefined) changes["seed"] = String(seed);
  const own = graph.nodes.find((node) => hasRole(node, "sampler"));
  if (own !== undefined) {
    const changed: GraphNode = { ...own, settings: { ...own.settings, ...changes } };
    return { graph: { ...graph, nodes: graph.nodes.map((node) => (node === own ? changed : node)) }, node: own.id };
  }
  const from = graph.edges.find(({ to }) => {
    const end = parseEndpoint(to);
    return end !== null && end.node === loss && end.port === "logits";
  })?.from;
  if (from === undefined) {
    throw DiagnosticError.of("expected a sample node, or a cross_entropy whose logits words can be drawn from");
  }
  const { type } = nodeTypeOf("sampler");
  const id = freshId(graph, type);
  const node: GraphNode = { id, type, settings: { count: "20", ...changes } };
  const edge = { from, to: formatEndpoint({ node: id, port: "logits" }) };
  return { graph: { ...graph, nodes: [...graph.nodes, node], edges: [...graph.edges, edge] }, node: id };
}
