import { DiagnosticError } from "../../base/diagnostic.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { checkGraph } from "../../graph/checkGraph.ts";
import type { Graph } from "../../graph/graph.ts";
import { drawNotes } from "../draft/drawNotes.ts";
import type { DraftNode, Draw, GeneratorState } from "../draft/draft.ts";
import { foldParameters } from "../draft/foldParameters.ts";
import { graphOf } from "../draft/graphOf.ts";
import { inOrder } from "../draft/inOrder.ts";
import { layerSizes } from "../meanings/layerSizes.ts";
import { upstream } from "../draft/upstream.ts";
import { limits } from "../syntax/limits.ts";
import { foldings } from "../meanings/foldings.ts";
import { nodeTypeOf } from "../meanings/tensorWords.ts";
import type { OptimizerValue } from "../values/value.ts";
import type { NamedPart, OwnScript } from "../draft/ownNames.ts";
import type { Interpreter, Told } from "./interpreter.ts";
import type { Training } from "./training.ts";

/** Holds the graph that code is, and after which iteration its loop ends; null where there is no such. */
export interface Finished {
  readonly graph: Graph;
  readonly stopAt: number | null;
  readonly texts: ReadonlyMap<string, string>;
  readonly told: readonly Told[];
}

/** Makes the graph of what was read: what the last backward pass depends on, and what moves the parameters. */
export function finish(reader: Interpreter, title: string, own: OwnScript | null): Finished {
  const { trained, trouble, source } = reader;
  if (trouble !== null) throw source.fault(trouble.at, trouble.why);
  const roots = trained === null ? namedNodes(reader) : updatesOf(reader, trained);
  // A parameter that nothing uses is drawn all the same, and what a script of ours draws is trained or nothing is.
  if (own !== null) roots.push(...reader.nodes.filter((node) => node.name !== null && !isWithin(reader, node)));
  const nodes = upstream(roots);
  if (own !== null) for (const node of nodes) node.trained ||= node.draw !== null;
  if (nodes.length > limits.nodes) {
    throw DiagnosticError.of(`the code makes ${nodes.length} nodes, at most ${limits.nodes} are read`);
  }
  if (own !== null) ownLayers(reader, nodes);
  for (const node of nodes) settle(reader, node, trained);
  const { ordered, draws } = arranged(nodes, own !== null);
  for (const node of ordered) checkSizes(reader, node);
  const iterations = reader.iterationDraws.filter(({ at }) => nodes.some((node) => node.at === at));
  const { seed, notes } = drawNotes(draws, iterations, generatorOf(reader), trained?.at ?? 0);
  for (const { at, message } of notes) reader.note(at, message);
  const variables = Object.fromEntries([...reader.variables].map(([name, { text }]) => [name, text]));
  for (const part of own?.names ?? []) rename(ordered, part);
  const { graph, ids } = graphOf(ordered, { title, description: "", seed, variables });
  const faults = checkGraph(graph);
  if (faults.length > 0) throw new DiagnosticError(faults);
  const kept = new Map(ordered.map((node) => [node.order, ids.get(node)!]));
  const texts = [...reader.texts].flatMap(([{ order }, text]) =>
    kept.has(order) ? [[kept.get(order)!, text] as const] : [],
  );
  return {
    graph,
    stopAt: trained === null ? null : stopOf(trained),
    texts: new Map(texts),
    told: reader.told.filter(({ node }) => node === null || kept.has(node.order)),
  };
}

/** A comment names the first node of what follows that has no other name of its own. */
function rename(nodes: readonly DraftNode[], { name, from, to }: NamedPart): void {
  const own = nodes.filter((node) => node.at >= from && node.at < to);
  const unnamed = own.filter((node) => node.name === null || node.name.startsWith(`${name}_`));
  const [node] = unnamed.toSorted((a, b) => a.order - b.order);
  if (node !== undefined) node.name = name;
}

/** The generator of code that draws nothing: one of its own, or the default one. */
function generatorOf(reader: Interpreter): GeneratorState {
  for (const value of reader.globals.names.values()) if (value.kind === "generator") return value.state;
  return reader.generator();
}

/** `x @ W1` of a script of ours is a layer without a bias: parameters by themselves have other names. */
function ownLayers(reader: Interpreter, nodes: readonly DraftNode[]): void {
  for (const node of nodes) {
    const [x, W] = [node.inputs.get("a"), node.inputs.get("b")];
    const isLayer = node.type === nodeTypeOf.product && W?.node.draw != null && /^W\d*$/.test(W.node.name ?? "");
    const [fanIn, out] = isLayer ? reader.sizes(W.node) : [];
    if (x === undefined || W === undefined || fanIn === undefined || out === undefined) continue;
    Object.assign(node, { type: nodeTypeOf.linear, settings: { ...layerSizes(fanIn, out), bias: false } });
    node.inputs.clear();
    node.inputs.set("x", x).set("W", W);
  }
}

/** Without a backward pass the graph is what the code computes and gives a name. */
function namedNodes(reader: Interpreter): DraftNode[] {
  const nodes = reader.nodes.filter(({ name, draw }) => name !== null && draw === null);
  if (nodes.length === 0)
    throw DiagnosticError.of("there is no loss.backward() in the code, and nothing else to make a graph of");
  reader.note(0, "there is no loss.backward(): the graph is what the code computes, and trains nothing");
  return nodes;
}

function stopOf({ loop }: Training): number | null {
  if (loop === null) return 0;
  const count = loop.count?.value ?? null;
  return count === null || count < 1 ? null : count - 1;
}

/** The nodes of what moves the parameters, in the order of the code; the loss's where nothing does. */
function updatesOf(reader: Interpreter, trained: Training): DraftNode[] {
  const { optimizer, moves, movesLast, loss, at } = trained;
  const steps = [
    ...(optimizer === null ? [] : [() => optimizerNode(reader, optimizer, trained)]),
    ...(moves.size === 0 ? [] : [() => movesNode(reader, trained)]),
  ];
  if (steps.length === 0) {
    reader.note(at, "nothing moves a parameter after this backward pass");
    return [loss.node];
  }
  // The order in which nodes are made is that in which they move the parameters.
  return (movesLast ? steps : steps.toReversed()).map((make) => make());
}

function zeroOf({ zeroed, loop }: Training): Readonly<Record<string, boolean>> {
  return zeroed || loop === null ? {} : { zero_grad: false };
}

function optimizerNode(reader: Interpreter, optimizer: OptimizerValue, trained: Training): DraftNode {
  const settings = { lr: optimizer.lr.text, ...optimizer.settings, ...zeroOf(trained) };
  const node = reader.node(optimizer.type, settings, { loss: trained.loss }, optimizer.at);
  // A script of ours names it by a comment.
  node.name = reader.own ? null : optimizerName(reader, optimizer);
  return node;
}

/** Whether a norm has these numbers within: also running statistics that nothing moves, for nothing is trained. */
function isWithin({ nodes }: Interpreter, { name, draw, within }: DraftNode): boolean {
  const of = draw?.random === false ? /^(.+)_running_(?:mean|var)$/.exec(name ?? "")?.[1] : undefined;
  return (
    within === true ||
    (of !== undefined && nodes.some((node) => node.name === of && node.type === nodeTypeOf.batchNorm))
  );
}

/** What takes nothing in knows neither a vocabulary nor how many examples there are: its size is to be typed. */
function checkSizes(reader: Interpreter, node: DraftNode): void {
  if (node.inputs.size > 0 || findNodeType(node.type)?.data === true) return;
  const found = /\b(?:vocab_size|N)\b/.exec(Object.values(node.settings).join(" "))?.[0];
  if (found === undefined || reader.variables.has(found)) return;
  const what = found === "N" ? "how many examples there are" : "the size of the vocabulary";
  reader.note(
    node.draw?.at ?? node.at,
    `${what} is known where it is taken in, and not to a tensor by itself: type the number at the node ${node.name ?? node.type}`,
  );
}

/** The node of an update by hand. */
function movesNode(reader: Interpreter, trained: Training): DraftNode {
  const [first, ...others] = trained.moves.values();
  if (first === undefined) throw new TypeError("something moves");
  const other = others.find(({ rate }) => rate.text !== first.rate.text);
  if (other !== undefined) throw reader.source.fault(other.at, "one rate for all parameters is read, this is another");
  const settings = { lr: first.rate.text, ...zeroOf(trained) };
  return reader.node(nodeTypeOf.sgd, settings, { loss: trained.loss }, first.at);
}

function optimizerName(reader: Interpreter, optimizer: unknown): string | null {
  for (const [name, value] of reader.globals.names) if (value === optimizer) return name;
  return null;
}

/** Makes constants of zeros and ones that are not trained, and tells what moves here and does not in the code. */
function settle(reader: Interpreter, node: DraftNode, trained: Training | null): void {
  if (node.draw === null) return;
  if (!node.trained && !node.draw.random) {
    const { init, shape } = node.settings;
    node.draw = null;
    Object.assign(node, {
      type: nodeTypeOf.numbers,
      settings: { values: init === "ones" ? "1" : "0", shape: String(shape) },
    });
    return;
  }
  if (trained === null || reader.own) return;
  if (!node.trained) {
    throw reader.source.fault(
      node.draw.at,
      "numbers that are drawn and not trained are not read: here what is drawn is trained",
    );
  }
  const { optimizer, moves } = trained;
  const moved = new Set([
    ...(optimizer?.parameters.flatMap((value) => (value.kind === "tensor" ? [value.node] : [])) ?? []),
    ...moves.keys(),
  ]);
  if (moved.size > 0 && !moved.has(node)) {
    reader.note(
      node.draw.at,
      "this parameter does not move in the code: here the optimiser moves all that the loss depends on",
    );
  }
}

/** Folds parameters into the layers that use them, where the order of the draws stays that of the code. */
function arranged(
  nodes: readonly DraftNode[],
  own: boolean,
): { ordered: readonly DraftNode[]; draws: readonly Draw[] } {
  for (const given of [foldings, []]) {
    // A script of ours calls what a layer has within so, and a parameter by itself as its node.
    const folded = foldParameters(nodes, given, own);
    const drawing = [...folded.draws]
      // In a script of ours zeros and ones stand in the order of the parameters, too.
      .flatMap(([node, draws]) => draws.filter(({ random }) => random || own).map((draw) => ({ node, draw })))
      .toSorted((a, b) => a.draw.order - b.draw.order)
      .map(({ node }) => node);
    const ordered = inOrder(folded.nodes, drawing);
    if (ordered !== null) return { ordered, draws: [...folded.draws.values()].flat() };
  }
  throw DiagnosticError.of("the parameters of this code cannot be drawn in its order");
}
