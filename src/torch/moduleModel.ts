import { formatEndpoint, type Endpoint } from "../base/endpoint.ts";
import type { PlannedNode } from "../program/plan/plan.ts";
import type { ScriptLine } from "../protocol/script/script.ts";
import { leftOf, type LineWriter } from "./lineWriter.ts";
import type { ModelParts } from "./modelParts.ts";
import { membersOf } from "./moduleMembers.ts";
import type { ModulePlaces } from "./modulePlaces.ts";
import { MODEL, PARALLEL, type ModelFunction } from "./nodeWriter.ts";
import { ownLine, type WrittenNode } from "./ownLine.ts";
import { upstreamNodes, wiresOf } from "./wires.ts";

/** Describes what becomes the `forward` of a model, and the rest of the graph's code around it. */
export interface ModuleModel {
  /** The nodes whose code is in `forward`. */
  readonly members: ReadonlySet<string>;
  /** The code of all nodes, of which members have no forward pass of their own. */
  readonly written: readonly WrittenNode[];
  /** The method `forward`; empty where there is none. */
  readonly forward: readonly ScriptLine[];
  /** Calls it, as a line of the loop's body; null where there is none. */
  readonly call: ScriptLine | null;
  /** Variables that stand for a parameter outside of the model, with its place. */
  readonly rebound: readonly { readonly variable: string; readonly key: string }[];
  /** A model that is used again, as a function. */
  readonly ofFunction: (model: ModelFunction) => readonly ScriptLine[];
}

/** Returns the model of a graph: what leads to the last of its parameters is `forward`, and what follows is the loop's. */
export function moduleModel(parts: ModelParts): ModuleModel {
  const { plan, names, places, writer, written, lines } = parts;
  const members = membersOf(parts);
  const inside = written.filter(({ node }) => members.has(node.id));
  const bodies = inside.map(({ node }) => ({ node, code: forwardOf(node, parts) }));
  const around = written.map(({ node, code }): WrittenNode => {
    if (members.has(node.id)) return { node, code: { ...code, forward: [], update: updateOf(node, parts) } };
    if (places.ofNode(node.id).length === 0) return { node, code };
    const { code: own, module } = writer.inModule(node, places, MODEL, true);
    return { node, code: { ...code, forward: module?.forward ?? own.forward ?? [], update: updateOf(node, parts) } };
  });
  const whole = new Set(writer.models.filter((model) => isWhole(model, members, parts)));
  const outside = wordsOf([
    ...parts.read,
    ...around.flatMap(({ code }) => [...(code.forward ?? []), ...(code.update ?? []), ...(code.sampling ?? [])]),
    ...writer.models.flatMap((model) =>
      whole.has(model) ? [model.result] : [model.result, ...model.nodes.flatMap(({ code }) => code.forward ?? [])],
    ),
  ]);
  const made = inside.flatMap(({ node }) => outputsOf(node, places));
  const wanted = made.filter((output) => outside.has(names.of(output)));
  const used = new Set(plan.graph.edges.map(({ from }) => from));
  const last = made.filter((output) => !used.has(formatEndpoint(output)));
  // What takes its output in may not read it: how far no numbers are apart.
  const results = [wanted, last, made.slice(-1)].find((outputs) => outputs.length > 0) ?? [];
  const given = argumentsOf(inside, members, parts);
  const parameters = given.data.map(({ name }) => name);
  const body = bodies.flatMap(({ node, code }) => bodyLines(node, code, lines));
  const returned = results.map((output) => names.of(output)).join(", ");
  const caller = writer.shares ? PARALLEL : MODEL;
  const trainingCall = [...given.data.map(({ own }) => own), ...given.drawn].join(", ");
  const methods: readonly ScriptLine[] = [
    ownLine("model", ""),
    ownLine(
      "model",
      `def forward(${["self", ...parameters, ...given.drawn.map((name) => `${name}=None`)].join(", ")}):`,
      1,
    ),
    ...body,
    ownLine("model", `return ${returned}`, 2),
  ];
  return {
    members,
    written: around,
    forward: body.length === 0 ? [] : methods,
    call:
      body.length === 0 ? null : { ...ownLine("forward", `${returned} = ${caller}(${trainingCall})`), makes: results },
    rebound: [...names.all].flatMap(([endpoint, variable]) => {
      const place = places.all.find(({ node, name }) => formatEndpoint({ node, port: name }) === endpoint);
      return place !== undefined && outside.has(variable) ? [{ variable, key: place.key }] : [];
    }),
    ofFunction: (model) =>
      whole.has(model) ? wholeLines(model, `${returned} = ${MODEL}(${parameters.join(", ")})`) : lines.ofModel(model),
  };
}

/** The whole model, as after `model.eval()`. */
function wholeLines({ name, parameter, result }: ModelFunction, call: string): readonly ScriptLine[] {
  return [
    ownLine("model", `def ${name}(${parameter}):`),
    ownLine("model", `${MODEL}.eval()`, 1),
    ownLine("model", call, 1),
    ownLine("model", `${MODEL}.train()`, 1),
    ownLine("model", `return ${result}`, 1),
  ];
}

interface Body {
  readonly training: readonly string[];
  readonly evaluation: readonly string[];
}

function forwardOf(node: PlannedNode, { writer, places }: ModelParts): Body {
  const { code, module } = writer.inModule(node, places, "self", true);
  const again = writer.inModule(node, places, "self", false).code;
  return {
    training: module?.forward ?? code.forward ?? [],
    evaluation: module?.forward ?? again.forward ?? [],
  };
}

function updateOf(node: PlannedNode, { writer, places }: ModelParts): readonly string[] {
  const { code, module } = writer.inModule(node, places, MODEL, true);
  return module?.update ?? code.update ?? [];
}

function bodyLines({ id }: PlannedNode, { training, evaluation }: Body, lines: LineWriter): readonly ScriptLine[] {
  const own = (code: readonly string[], indent: number) => lines.ofNode(id, "model", code, indent);
  if (training.join("\n") === evaluation.join("\n")) return own(training, 2);
  return [
    ownLine("model", "if self.training:", 2),
    ...own(training, 3),
    ownLine("model", "else:", 2),
    ...own(evaluation, 3),
  ];
}

/** What a node computes: a parameter is there before. */
function outputsOf({ id, outputs }: PlannedNode, places: ModulePlaces): readonly Endpoint[] {
  return Object.keys(outputs)
    .map((port) => ({ node: id, port }))
    .filter((output) => places.ofOutput(output) === undefined);
}

/** A parameter of `forward`, and the variable that is handed on for it in training. */
interface Argument {
  readonly name: string;
  readonly own: string;
}

/**
 * What the members read that none of them makes: data, and what is drawn for an iteration; also a constant of which each
 * process takes its own rows.
 */
function argumentsOf(
  inside: readonly WrittenNode[],
  members: ReadonlySet<string>,
  { plan, names, places, writer }: ModelParts,
): { readonly data: readonly Argument[]; readonly drawn: readonly string[] } {
  const wires = wiresOf(plan);
  const isGiven = (to: string, wire: Endpoint): boolean =>
    !members.has(wire.node) || writer.givenTo(to, wire) !== names.of(wire);
  const data = inside.flatMap(({ node }) =>
    [...(wires.get(node.id)?.values() ?? [])]
      .filter((wire) => isGiven(node.id, wire) && places.ofOutput(wire) === undefined)
      .map((wire) => [names.of(wire), { name: names.of(wire), own: writer.givenTo(node.id, wire) }] as const),
  );
  const drawn = inside.flatMap(({ code }) => (code.draws ?? []).flatMap((text) => leftOf(text)));
  return { data: [...new Map(data).values()], drawn: [...new Set(drawn)] };
}

/**
 * Whether a model that is used again is all of `forward`: what it leaves out is the same for any contexts, in training and
 * afterwards.
 */
function isWhole(model: ModelFunction, members: ReadonlySet<string>, { plan, writer, written }: ModelParts): boolean {
  const again = new Set(model.nodes.map(({ node }) => node));
  if ([...again].some((node) => !members.has(node))) return false;
  const wires = wiresOf(plan);
  return written
    .filter(({ node, code }) => members.has(node.id) && !again.has(node.id) && (code.forward ?? []).length > 0)
    .every(({ node, code }) => {
      const differs = code.forward!.join("\n") !== (writer.code(node, false).forward ?? []).join("\n");
      return !differs && (code.draws ?? []).length === 0 && !upstreamNodes([node.id], wires).has(model.source);
    });
}

/** The names in code, but those of attributes. */
function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join("\n").match(/(?<![.\p{XID_Continue}])[\p{XID_Start}_]\p{XID_Continue}*/gu) ?? []);
}
