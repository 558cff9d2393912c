import { parseExpression } from "../expression/parseExpression.ts";
import { pythonFormula } from "../expression/pythonFormula.ts";
import { pythonString } from "../base/pythonLiteral.ts";
import { quote } from "../base/quote.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";
import type { Plan } from "../program/plan/plan.ts";
import { CHECKED_ITERATIONS, type Exported } from "../protocol/exported.ts";
import { exportRefusal } from "./exportRefusal.ts";
import { GraphNames } from "./graphNames.ts";
import { LineWriter } from "./lineWriter.ts";
import { lossesOf, checkingLines, lastLossLines } from "./lossLines.ts";
import { classLines, modelLines, PARALLEL_MODEL } from "./moduleLines.ts";
import { moduleModel, type ModuleModel } from "./moduleModel.ts";
import { ModulePlaces } from "./modulePlaces.ts";
import { GENERATOR, NodeWriter } from "./nodeWriter.ts";
import { checkpointLines, endLines, ownRowsLines, sharedBy, togetherLines, type Launch } from "./launchLines.ts";
import { sharingOf, type NoSharing, type Sharing } from "./sharing.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";
import { drawnLines, gradientLines, movedLists, optimizerLines, trainedNames } from "./parameterLines.ts";
import type { Script, ScriptLine, ScriptOptions, ScriptSection } from "../protocol/script/script.ts";
import { trainedLines } from "./trainedLines.ts";
import { TAKEN_BY_MODULE, TAKEN_TOGETHER } from "./variableNames.ts";
import { lossVariables, trainingLines } from "./trainingLines.ts";

/** Holds the same, and what was trained where the script is to begin with that. */
export interface WritingOptions extends ScriptOptions {
  readonly trained?: Checkpoint | null;
}

/** Iterations of a graph that was not trained yet, and of one that goes on. */
const ITERATIONS = 200;

/**
 * Writes a graph as a script of PyTorch. It needs PyTorch 1.13 or newer and Python's own library.
 *
 * @param exported what runs of the graph said; null while nothing is known, then nothing is checked.
 * @throws DiagnosticError with one sentence for a graph that has no code.
 */
export function writeScript(plan: Plan, exported: Exported | null, options: WritingOptions = {}): Script {
  return scriptOf(plan, exported, options, null);
}

/** @param unshared why several processes do not share its examples, where that is known already. */
function scriptOf(plan: Plan, exported: Exported | null, options: WritingOptions, unshared: NoSharing | null): Script {
  const refusal = exportRefusal(plan);
  if (refusal !== null) throw DiagnosticError.of(refusal);
  const nodes = [...plan.nodes.values()].filter(({ status }) => status === "ready");
  const places = options.style === "module" ? modelPlaces(plan) : null;
  const together = options.torchrun === true && plan.optimizers.length > 0;
  const taken = [...(together ? [TAKEN_TOGETHER] : []), ...(places === null ? [] : [TAKEN_BY_MODULE])];
  const names = new GraphNames(plan, nodes, taken.join(" "));
  const { lines: variables, whole } = variableLines(plan, names);
  const moved = movedLists(plan, names, places);
  const launch = together
    ? { sharing: unshared ?? sharingOf(plan, nodes), parameters: trainedNames(plan, names) }
    : null;
  const sharing = launch === null ? null : sharedBy(launch);
  const lists = new Map(moved.map(({ node, list }) => [node, list]));
  const writer = new NodeWriter(plan, names, lists, whole, sharing, places);
  const functional = nodes.map((node): WrittenNode => ({ node, code: writer.code(node) }));
  const lines = new LineWriter(names);
  const losses = lossesOf(plan, names);
  const read = [...losses.map(({ variable }) => variable), ...lossVariables(plan, names)];
  const parts = places === null ? null : { plan, names, places, writer, written: functional, lines, read };
  const model = parts === null ? null : moduleModel(parts);
  const apart = model === null || sharing === null ? null : unsharedModel(model, sharing);
  if (apart !== null) return scriptOf(plan, exported, options, apart);
  const written = model?.written ?? functional;
  const trained = options.trained ?? null;
  const first = trained?.iteration ?? 0;
  const iterations = iterationsOf(exported, options);
  // What the seed's own run said is nothing to hold against what does not begin at the seed.
  const held = trained === null ? exported : null;
  const drawn = drawnLines(plan, written, lines);
  const optimizers = optimizerLines(plan, written, lines, moved);
  const sections = [
    section("PyTorch, and the random generator that the graph draws from", importLines(plan, launch, model)),
    section("one process, or several that torchrun starts", launch === null ? [] : togetherLines(launch, functional)),
    section("the graph's variables", variables),
    section(
      "data",
      written.flatMap(({ node, code }) => lines.ofNode(node.id, "data", code.data, 0)),
    ),
    section("each process's own rows of what is known", sharing === null ? [] : ownRowsLines(writer, names, sharing)),
    ...(parts === null || model === null
      ? [section("parameters", [...drawn, ...gradientLines(plan, names, launch), ...optimizers])]
      : [
          section("parameters, as the graph draws them", drawn),
          section("the model", classLines(parts, model)),
          section("the model with these parameters", [
            ...modelLines(parts, model),
            ...(sharing === null ? [] : [PARALLEL_MODEL]),
            ...optimizers,
          ]),
        ]),
    section("what was trained", trained === null ? [] : trainedLines(plan, names, written, trained, places)),
    section("checkpoints", launch === null ? [] : checkpointLines(plan, names, written, first, places)),
    ...writer.models.map((again) =>
      section("the model again, as after model.eval()", model?.ofFunction(again) ?? lines.ofModel(again)),
    ),
    section("the losses of the seed's own run", checkingLines(losses, held)),
    section(
      plan.optimizers.length > 0 ? "training" : "the graph",
      trainingLines({ plan, names, written, lines, losses, checks: held !== null, launch, model }, first, iterations),
    ),
    section("the last loss that was shown", lastLossLines(losses, held, iterations, launch !== null)),
    section(
      "sampling",
      written.flatMap(({ node, code }) => lines.ofNode(node.id, "sampling", code.sampling, 0)),
    ),
    section("the end of several processes", sharing === null ? [] : endLines()),
  ];
  const filled = sections.filter((one) => one.lines.length > 0);
  return {
    header: headerOf(plan, options.title ?? plan.graph.title, exported, trained),
    sections: withBytes(filled),
    variables: names.all,
  };
}

/** Says why the rows of examples cannot be shared through a model, though they could be by functions. */
function unsharedModel({ call, members }: ModuleModel, { whole }: Sharing): NoSharing | null {
  if (call === null) return { why: "The model has no forward pass" };
  const mixing = [...whole].find((node) => members.has(node));
  return mixing === undefined ? null : { why: `The examples are mixed at ${quote(mixing)}` };
}

/** Where parameters are in a module; null of a graph that has none, which is no model. */
function modelPlaces(plan: Plan): ModulePlaces | null {
  const places = new ModulePlaces(plan);
  return places.all.length === 0 ? null : places;
}

function section(title: string, lines: readonly ScriptLine[]): ScriptSection {
  return { title, lines };
}

/** How many iterations a script runs. */
function iterationsOf(exported: Exported | null, { iterations, trained }: WritingOptions): number {
  const first = trained?.iteration ?? 0;
  // What goes on from behind its end would train nothing.
  if (iterations !== undefined && (iterations > first || first === 0)) return iterations;
  if (first > 0) return first + ITERATIONS;
  const run = Math.max(exported?.iterations ?? 0, (exported?.lastShown?.iteration ?? -1) + 1);
  return run === 0 ? ITERATIONS : Math.max(run, CHECKED_ITERATIONS);
}

function headerOf(
  { nodes }: Plan,
  title: string,
  exported: Exported | null,
  trained: Checkpoint | null,
): readonly string[] {
  const unwired = [...nodes.values()].filter(({ status }) => status !== "ready").map(({ id }) => pythonString(id));
  const { since, why } = exported?.notFromSeedAlone ?? { since: 0, why: null };
  return [
    `# ${title === "" ? "A graph of Wiregrad" : pythonString(title)}, as PyTorch. Needs torch 1.13 or newer, and nothing else.`,
    ...(unwired.length === 0 ? [] : [`# Left out, because they are not wired: ${unwired.join(", ")}.`]),
    ...(why === null
      ? []
      : [`# What was trained did not come from the seed alone: since iteration ${since}, ${pythonString(why)}.`]),
    ...(why === null || trained !== null ? [] : ["# This script trains from the seed."]),
    ...(trained === null
      ? []
      : [`# It begins with what was trained, at iteration ${trained.iteration}, and goes on from there.`]),
    ...(trained === null || Object.keys(trained.draws ?? {}).length === 0
      ? []
      : ["# What that iteration had drawn already, it draws anew."]),
  ];
}

function importLines({ seed }: Plan, launch: Launch | null, model: ModuleModel | null): ScriptLine[] {
  return [
    ownLine("imports", "import math"),
    ...(launch === null ? [] : [ownLine("imports", "import os"), ownLine("imports", "import sys")]),
    ownLine("imports", "import torch"),
    ...(model === null ? [] : [ownLine("imports", "from torch import nn")]),
    ...(launch === null ? [] : [ownLine("imports", "import torch.distributed.nn")]),
    ownLine("imports", "import torch.nn.functional as F"),
    ownLine("imports", ""),
    ownLine("imports", `${GENERATOR} = torch.Generator().manual_seed(${seed})`),
  ];
}

/** The imports that compressed data needs. */
function withBytes(sections: readonly ScriptSection[]): readonly ScriptSection[] {
  const compressed = sections.some(({ lines }) =>
    lines.some(({ code }) => code.includes("zlib.decompress(base64.b64decode(")),
  );
  if (!compressed) return sections;
  const imports = ["base64", "zlib"].map((name) => ownLine("imports", `import ${name}`));
  return sections.map((one, at) => (at === 0 ? { ...one, lines: [...imports, ...one.lines] } : one));
}

/** The graph's variables, each after those that it uses; and those that Python makes an `int` of. */
function variableLines({ graph, variables }: Plan, names: GraphNames) {
  const whole = new Set<string>();
  const lines: ScriptLine[] = [];
  const done = new Set<string>();
  const write = (name: string): void => {
    if (done.has(name)) return;
    done.add(name);
    const expression = parseExpression(graph.variables[name]!);
    for (const used of expression.names) if (Object.hasOwn(variables, used)) write(used);
    const formula = pythonFormula(expression.tree, (used) => {
      const code = names.variable(used);
      return code === undefined ? undefined : { code, whole: whole.has(used) };
    });
    if (formula.whole) whole.add(name);
    lines.push(ownLine("variables", `${names.variable(name)!} = ${formula.code}`));
  };
  for (const name of Object.keys(variables)) write(name);
  return { lines, whole };
}
