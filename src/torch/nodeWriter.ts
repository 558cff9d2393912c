import { formatEndpoint, type Endpoint } from "../base/endpoint.ts";
import type { PythonFormula } from "../expression/pythonFormula.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { NodeModule } from "../nodes/contract/module.ts";
import type { ModelNames, NodeCode, TorchNames } from "../nodes/contract/torch.ts";
import type { TensorValue, Value } from "../nodes/contract/value.ts";
import type { Plan, PlannedNode } from "../program/plan/plan.ts";
import { embeddedLines, embeddedNumbers } from "./embedded.ts";
import { codeOf, type GraphNames } from "./graphNames.ts";
import { placeCode, type ModulePlaces } from "./modulePlaces.ts";
import { reusedModel, type ReusedModel } from "./reusedModel.ts";
import { resolvedSettings } from "./resolvedSettings.ts";
import type { Sharing } from "./sharing.ts";
import { wiresOf, type Wires } from "./wires.ts";
import { settingCode, settingListCode } from "./settingCode.ts";

/** Describes a function of a script: what is upstream of a tensor, for other contexts. */
export interface ModelFunction extends ModelNames {
  /** The parameter, which is called as what stands there in training. */
  readonly parameter: string;
  /** The node that the contexts are of, in training. */
  readonly source: string;
  readonly result: string;
  /** The nodes that it applies again, each with its code. */
  readonly nodes: readonly { readonly node: string; readonly code: NodeCode }[];
}

/** Says that a node's own tensors are those of a module, and what the whole model is called where the code stands: `self`. */
interface InModule {
  readonly places: ModulePlaces;
  readonly model: string;
}

/** Holds a node's code with the parameters of a model, and what the node is in it; null where it is no module of `torch.nn`. */
export interface CodeInModule {
  readonly code: NodeCode;
  readonly module: NodeModule | null;
}

/** Writes the code of a graph's nodes, one after another in their order. */
export class NodeWriter {
  /** In the order in which they are to be defined. */
  readonly models: ModelFunction[] = [];
  /** Nodes that use a model again. */
  readonly usesModel = new Set<string>();
  readonly #plan: Plan;
  readonly #names: GraphNames;
  readonly #moved: ReadonlyMap<string, string>;
  readonly #sharing: Sharing | null;
  readonly #graphNodes: ReadonlyMap<string, GraphNode>;
  /** The output that each input is wired from, by node. */
  readonly #wires: Wires;
  readonly #used: ReadonlySet<string>;
  /** What nodes have made known, the newest last. */
  readonly #facts: { readonly name: string; readonly value: number | undefined; readonly code: string }[] = [];
  readonly #wholeVariables: ReadonlySet<string>;
  readonly #places: ModulePlaces | null;
  readonly #functions = new Map<string, ModelFunction>();

  /**
   * @param moved the list of the parameters that each optimiser moves, by its node.
   * @param wholeVariables the variables of the graph that are an `int` of Python's.
   * @param sharing how several processes share the rows of the examples; null where there is one.
   * @param places where parameters are in a module; null where they are variables.
   */
  constructor(
    plan: Plan,
    names: GraphNames,
    moved: ReadonlyMap<string, string>,
    wholeVariables: ReadonlySet<string>,
    sharing: Sharing | null = null,
    places: ModulePlaces | null = null,
  ) {
    this.#places = places;
    this.#sharing = sharing;
    this.#plan = plan;
    this.#names = names;
    this.#moved = moved;
    this.#wholeVariables = wholeVariables;
    this.#graphNodes = new Map(plan.graph.nodes.map((node) => [node.id, node]));
    this.#wires = wiresOf(plan);
    this.#used = new Set(plan.graph.edges.map(({ from }) => from));
  }

  /** Returns a node's code. `training`: false where the model is used again. */
  code(node: PlannedNode, training = true): NodeCode {
    const { torch } = codeOf(node.nodeType!.type);
    const settings = resolvedSettings(this.#plan, node);
    // The settings are resolved by the type's own table, and the names made after its ports.
    const names = this.#namesOf(node, settings, training);
    const code = this.#ofAllRows(node.id, torch(settings as never, names), training ? names : null);
    for (const [name, known] of Object.entries(code.knows ?? {})) {
      this.#facts.push({ name, value: node.facts[name as "vocab_size" | "N"], code: known });
    }
    return code;
  }

  /**
   * Returns a node's code with the tensors of a module in the place of its own variables.
   *
   * @param model what the whole module is called there: `self`, `model`.
   * @param training false where the model is used again.
   */
  inModule(node: PlannedNode, places: ModulePlaces, model: string, training: boolean): CodeInModule {
    const { torch, module } = codeOf(node.nodeType!.type);
    const settings = resolvedSettings(this.#plan, node);
    const names = this.#namesOf(node, settings, training, { places, model });
    const [place] = places.ofNode(node.id);
    const code = this.#ofAllRows(node.id, torch(settings as never, names), training ? names : null);
    if (place === undefined) return { code, module: null };
    return { code, module: module?.(settings as never, names, `${model}.${place.module}`) ?? null };
  }

  /** Makes a mean of own rows one of all rows. */
  #ofAllRows(id: string, code: NodeCode, names: TorchNames | null): NodeCode {
    const port = names === null ? undefined : this.#sharing?.means.get(id);
    if (port === undefined) return code;
    const forward = (code.forward ?? []).map((text) =>
      text.replace(/^(.*?) = (.*)$/u, `$1 = mean_of_all($2, ${names!.in[port]!}.shape[0])`),
    );
    return { ...code, forward };
  }

  #namesOf(
    node: PlannedNode,
    values: Readonly<Record<string, unknown>>,
    training: boolean,
    inModule: InModule | null = null,
  ): TorchNames {
    const { id, nodeType, outputs } = node;
    const { inputs, settings } = nodeType!;
    const wires = this.#wires.get(id) ?? new Map<string, Endpoint>();
    const given = this.#graphNodes.get(id)!.settings;
    const raw = (name: string) => (Object.hasOwn(given, name) ? given[name]! : settings[name]!.default);
    const formulaNames = (name: string): PythonFormula | undefined => this.#formulaName(node, name);
    const tensor = (port: string): TensorValue => {
      const value = this.#valueOf(wires, port) ?? outputs[port];
      if (value?.kind !== "tensor") throw new TypeError(`${port} of ${id} is no tensor`);
      return value;
    };
    return {
      in: Object.fromEntries(
        Object.keys(inputs).flatMap((port) => {
          const wire = wires.get(port);
          if (wire === undefined) return [];
          const place = inModule?.places.ofOutput(wire);
          if (place !== undefined) return [[port, placeCode(place, inModule!.model)]];
          // Within a model they are its argument, whatever is handed on.
          const isGiven = !training || inModule?.model === "self";
          return [[port, isGiven ? this.#names.of(wire) : this.givenTo(id, wire)]];
        }),
      ),
      out: Object.fromEntries(Object.keys(outputs).map((port) => [port, this.#names.of({ node: id, port })])),
      own: (name) => {
        const place = inModule?.places.of(id, name);
        return place === undefined ? this.#names.of({ node: id, port: name }) : placeCode(place, inModule!.model);
      },
      local: (name) => this.#names.local(id, name),
      setting: (name) => settingCode(settings[name]!, raw(name), values[name], formulaNames),
      list: (name) => settingListCode(settings[name]!, raw(name), formulaNames),
      sizes: (port) => tensor(port).tensor.shape.map(String),
      dtype: (port) => tensor(port).tensor.dtype,
      hasOwnRows: (port) => {
        const wire = wires.get(port);
        // A process by itself has the rows of all.
        return training && !this.isAlone(id) && wire !== undefined && this.#hasOwnRows(id, wire);
      },
      givesOwnRows: (port) => this.#isSplit({ node: id, port }),
      known: (name) => this.#formulaName(node, name)?.code ?? String(node.facts[name]),
      generator: GENERATOR,
      training,
      lines: (port) => {
        const value = outputs[port];
        if (value?.kind !== "words") throw new TypeError(`${port} of ${id} is no text`);
        return embeddedLines(value.lines);
      },
      numbers: (port) => {
        const { tensor: made } = tensor(port);
        const constant = this.#plan.constants.find((candidate) => candidate.tensor === made);
        if (constant === undefined) throw new TypeError(`${port} of ${id} is no constant`);
        return embeddedNumbers(made.dtype, made.shape, constant.values);
      },
      model: (port) => {
        this.usesModel.add(id);
        return this.#model(wires.get(port)!);
      },
      tokens: (port) => this.#tokens(wires.get(port)!),
      isUsed: (port) => this.#used.has(formatEndpoint({ node: id, port })),
      moved: this.#moved.get(id) ?? "parameters",
    };
  }

  /** The variable that a node takes of an output in training: of the own rows where it takes those of what is known. */
  givenTo(node: string, output: Endpoint): string {
    const own = this.#hasOwnRows(node, output) && this.#sharing!.known.has(formatEndpoint(output));
    return own ? this.ownRowsOf(output) : this.#names.of(output);
  }

  /** Whether only a process by itself computes a node: it mixes rows, and no loss depends on it. */
  isAlone(node: string): boolean {
    return this.#sharing?.alone.has(node) === true;
  }

  /** Whether several processes may share the rows. */
  get shares(): boolean {
    return this.#sharing !== null;
  }

  /** The variable of the own rows of what is known beforehand. */
  ownRowsOf({ node, port }: Endpoint): string {
    return this.#names.local(node, `${this.#names.of({ node, port })}_own`);
  }

  #isSplit(output: Endpoint): boolean {
    return this.#sharing?.split.has(formatEndpoint(output)) === true;
  }

  /** Whether a node takes a process's own rows of an output. */
  #hasOwnRows(node: string, output: Endpoint): boolean {
    const takesAll = this.#sharing?.whole.has(node) === true && this.#sharing.known.has(formatEndpoint(output));
    return this.#isSplit(output) && !takesAll;
  }

  #valueOf(wires: ReadonlyMap<string, Endpoint>, port: string): Value | undefined {
    const wire = wires.get(port);
    return wire === undefined ? undefined : this.#plan.nodes.get(wire.node)?.outputs[wire.port];
  }

  /** What stands for a name in a setting of a node: a variable of the graph, or what is known upstream. */
  #formulaName(node: PlannedNode, name: string): PythonFormula | undefined {
    const variable = this.#names.variable(name);
    if (variable !== undefined) return { code: variable, whole: this.#wholeVariables.has(name) };
    const value = Object.hasOwn(node.scope, name) ? node.scope[name] : undefined;
    const fact =
      value === undefined ? undefined : this.#facts.findLast((one) => one.name === name && one.value === value);
    return fact === undefined ? undefined : { code: fact.code, whole: true };
  }

  #model(end: Endpoint): ModelFunction {
    const known = this.#functions.get(formatEndpoint(end));
    if (known !== undefined) return known;
    const reused = reusedModel(this.#plan, end);
    const written: ModelFunction = {
      name: this.#names.local(end.node, this.#places === null ? "model" : "evaluated"),
      context: String(reused.source.value.tensor.shape[1] ?? 1),
      parameter: this.#names.of(reused.source),
      source: reused.source.node,
      result: this.#names.of(end),
      nodes: this.#again(reused),
    };
    this.#functions.set(formatEndpoint(end), written);
    this.models.push(written);
    return written;
  }

  #again({ nodes }: ReusedModel): ModelFunction["nodes"] {
    return nodes.map((id) => {
      const node = this.#plan.nodes.get(id)!;
      const code =
        this.#places === null ? this.code(node, false) : this.inModule(node, this.#places, MODEL, false).code;
      return { node: id, code };
    });
  }

  /** The tokens of the vocabulary that a model's contexts are of, as the node that made it calls them. */
  #tokens(end: Endpoint): { readonly list: string; readonly between: string } {
    const { vocabulary } = reusedModel(this.#plan, end).source.value;
    for (const { id, outputs } of this.#plan.nodes.values()) {
      const makes = Object.values(outputs).some(
        (value) => value.kind === "ids" && value.sequences.vocabulary === vocabulary,
      );
      if (makes) return { list: this.#names.local(id, "itos"), between: vocabulary?.level === "word" ? '" "' : '""' };
    }
    throw new TypeError(`${formatEndpoint(end)} is of no vocabulary`);
  }
}

/** The model in a script that has one as a module. */
export const MODEL = "model";

/** What calls it in training, where several processes may share the rows of the examples. */
export const PARALLEL = "shared";

/** The graph's random generator in a script. */
export const GENERATOR = "g";
