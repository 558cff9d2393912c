import { DiagnosticError } from "../base/diagnostic.ts";
import { formatEndpoint, parseEndpoint } from "../base/endpoint.ts";
import { freshId } from "../graph/freshId.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { hasRole, nodeTypeOf } from "../nodes/catalogue.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";
import { fileLines, noteLines, openGraph } from "./graphFile.ts";
import { progressReporter } from "./reporter.ts";
import { tell } from "./run.ts";
import { TextFiles } from "./textFiles.ts";
import { TrainingSession } from "./trainingSession.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";

export interface SampleOptions {
  readonly count?: number;
  /** Trains iterations 0 to `iterations` − 1 first. */
  readonly iterations?: number;
  readonly temperature?: number;
  /** Of the draws, not the graph's. */
  readonly seed?: number;
  /** Paths of text files that the graph may name. */
  readonly text: readonly string[];
}

/** Runs `wiregrad sample FILE`: words drawn from a graph's model, one a line. */
export async function sample(file: string, options: SampleOptions): Promise<number> {
  try {
    return await draw(file, options);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new CommandEnd(EXIT.graphIsWrong, fileLines(file, error).join("\n"));
  }
}

async function draw(file: string, options: SampleOptions): Promise<number> {
  const texts = await TextFiles.read(options.text);
  texts.lookBeside(file);
  const opened = await openGraph(file);
  const { losses, nodes } = await new TrainingSession(texts, async () => undefined).open(opened, false);
  for (const line of noteLines(file, nodes)) process.stderr.write(`${line}\n`);
  const { graph, node } = withSampleNode(opened, losses[0]?.node, options);
  const checkpoint = options.iterations === undefined ? null : await trained(graph, options.iterations, texts);
  if (checkpoint === "interrupted") return EXIT.interrupted;
  const words = await wordsOf(graph, node, checkpoint, texts);
  process.stdout.write(words.map((word) => `${word}\n`).join(""));
  return EXIT.done;
}

/** Trains with a bar on stderr. */
async function trained(graph: Graph, iterations: number, texts: TextFiles): Promise<Checkpoint | "interrupted"> {
  const reporter = progressReporter(iterations);
  const session = new TrainingSession(texts, (progress) => tell(reporter, progress));
  await session.open(graph, false);
  try {
    const { halted, interrupted } = await session.train(iterations);
    if (interrupted) return "interrupted";
    if (reporter.iterations() !== iterations) throw DiagnosticError.of(halted ?? "the training ended early");
    return await session.client.ask("checkpoint", {});
  } finally {
    reporter.close();
  }
}

/** What the node draws from the model of the checkpoint, or of the seed. */
async function wordsOf(
  graph: Graph,
  node: string,
  checkpoint: Checkpoint | null,
  texts: TextFiles,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const session = new TrainingSession(texts, async ({ lines, status }) => {
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
