import type { Parameter, Plan } from "../program/plan/plan.ts";
import type { ScriptLine } from "../protocol/script/script.ts";
import type { GraphNames } from "./graphNames.ts";
import { parallelLines, type Launch } from "./launchLines.ts";
import type { LineWriter } from "./lineWriter.ts";
import type { ModulePlaces } from "./modulePlaces.ts";
import { MODEL } from "./nodeWriter.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";

/** Describes the list of what an optimiser moves; `parameters` where that is all that any optimiser moves. */
export interface Moved {
  readonly node: string;
  readonly list: string;
  readonly parameters: readonly string[];
}

/** Returns those lists, of variables or of a model's attributes. */
export function movedLists(plan: Plan, names: GraphNames, places: ModulePlaces | null): readonly Moved[] {
  const all = new Set(trainedOf(plan));
  return plan.optimizers.map(({ node, parameters: own }) => ({
    node,
    list: own.length === all.size ? "parameters" : names.local(node, `${node}_parameters`),
    parameters: plan.parameters
      .filter((parameter) => own.includes(parameter))
      .map(({ node: owner, name }) => {
        const place = places?.of(owner, name);
        return place === undefined ? names.of({ node: owner, port: name }) : `${MODEL}.${place.key}`;
      }),
  }));
}

/** Returns the parameters that any optimiser moves, in their order. */
export function trainedOf({ optimizers, parameters }: Plan): readonly Parameter[] {
  const all = new Set(optimizers.flatMap((optimizer) => optimizer.parameters));
  return parameters.filter((parameter) => all.has(parameter));
}

/** Returns the variables of all parameters that an optimiser moves. */
export function trainedNames(plan: Plan, names: GraphNames): readonly string[] {
  return trainedOf(plan).map(({ node, name }) => names.of({ node, port: name }));
}

/** Returns what draws parameters, and makes what nodes remember from one iteration to the next. */
export function drawnLines(plan: Plan, written: readonly WrittenNode[], lines: LineWriter): readonly ScriptLine[] {
  const optimizers = new Set(plan.optimizers.map(({ node }) => node));
  return written
    .filter(({ node }) => !optimizers.has(node.id))
    .flatMap(({ node, code }) => lines.ofNode(node.id, "parameters", code.parameters, 0));
}

/** Returns what gives variables their gradients. */
export function gradientLines(plan: Plan, names: GraphNames, launch: Launch | null): readonly ScriptLine[] {
  const trained = trainedNames(plan, names);
  if (trained.length === 0) return [];
  return [
    ownLine("parameters", `parameters = [${trained.join(", ")}]`),
    ownLine("parameters", "for p in parameters:"),
    ownLine("parameters", "p.requires_grad = True", 1),
    ...(launch === null ? [] : parallelLines(launch)),
  ];
}

/** Returns the lists of what single optimisers move, and those. */
export function optimizerLines(
  plan: Plan,
  written: readonly WrittenNode[],
  lines: LineWriter,
  moved: readonly Moved[],
): readonly ScriptLine[] {
  const optimizers = new Set(plan.optimizers.map(({ node }) => node));
  return [
    ...(trainedOf(plan).length === 0 ? [] : moved)
      .filter(({ list }) => list !== "parameters")
      .map(({ node, list, parameters }) => ({
        ...ownLine("parameters", `${list} = [${parameters.join(", ")}]`),
        node,
      })),
    ...written
      .filter(({ node }) => optimizers.has(node.id))
      .flatMap(({ node, code }) => lines.ofNode(node.id, "parameters", code.parameters, 0)),
  ];
}
