import { formatCount } from "../../base/formatNumber.ts";
import { variableNameRefusal } from "../../expression/resolveVariables.ts";
import type { DraftNode, GeneratorState, Output } from "../draft/draft.ts";
import { limits } from "../syntax/limits.ts";
import { fan } from "../meanings/initializers.ts";
import { formulaDtype, formulaNode } from "../meanings/formulaNode.ts";
import { nodeTypeOf } from "../meanings/tensorWords.ts";
import type { Source } from "../syntax/source.ts";
import type { Expr, Stmt } from "../syntax/tree.ts";
import type { Arguments } from "../values/arguments.ts";
import { Beyond, opaque } from "../values/beyond.ts";
import type { Collector } from "../values/dataset.ts";
import { formulaDims } from "../values/dims.ts";
import { combined, named, negated, type NumberValue } from "../values/number.ts";
import { Scope } from "../values/scope.ts";
import type { Dims, Elementwise, TensorValue, Value } from "../values/value.ts";
import { call } from "./calls.ts";
import { evaluate } from "./evaluate.ts";
import { binary } from "./operators.ts";
import type { Flow, Reader } from "./reader.ts";
import { assign, run } from "./statements.ts";
import { TrainingReader } from "./training.ts";

interface Start {
  readonly name: string;
  readonly gain?: NumberValue | null;
}

/** How often a number's name becomes another variable by another value; after that the numbers are written out. */
const MOST_BINDINGS = 20;

/** Tells a reader something about a place of the code. */
export interface Told {
  readonly at: number;
  readonly message: string;
  /** The node without which it is not told. */
  readonly node: DraftNode | null;
}

/** Reads code: holds what names stand for, the nodes that are drafted, and what is told. */
export class Interpreter extends TrainingReader implements Reader {
  readonly source: Source;
  readonly globals = new Scope();
  readonly trainers = new Set<string>();
  readonly nodes: DraftNode[] = [];
  readonly told: Told[] = [];
  readonly texts = new Map<DraftNode, string>();
  readonly variables = new Map<string, NumberValue>();
  readonly iterationDraws: { readonly at: number; readonly generator: GeneratorState }[] = [];
  collector: Collector | null = null;
  pythonSeed: number | null = null;
  calls = 0;
  own = false;
  readonly lost = new Set<number>();
  #default: GeneratorState = { seed: null, draws: [] };
  #steps = 0;
  #draws = 0;
  readonly #starts = new Map<
    DraftNode,
    { readonly shape: readonly NumberValue[]; readonly gain: NumberValue | null }
  >();

  constructor(source: Source) {
    super();
    this.source = source;
  }

  step(at: number): void {
    this.#steps += 1;
    if (this.#steps > limits.steps) {
      throw this.source.fault(at, `reading this takes more than ${formatCount(limits.steps)} steps`);
    }
  }

  evaluate(expr: Expr, scope: Scope): Value {
    return evaluate(this, expr, scope);
  }

  run(statements: readonly Stmt[], scope: Scope): Flow {
    return run(this, statements, scope);
  }

  assign(target: Expr, value: Value, scope: Scope): void {
    assign(this, target, value, scope);
  }

  call(callee: Value, args: Arguments): Value {
    try {
      return call(this, callee, args);
    } catch (error) {
      if (error instanceof Beyond) return opaque(error.at, error.message);
      throw error;
    }
  }

  binary(op: string, left: Value, right: Value, at: number): Value {
    return binary(this, op, left, right, at);
  }

  negative(number: NumberValue): NumberValue {
    return negated(number);
  }

  /** Binds a name. At the top it names the node of a tensor, and a number becomes a variable of the graph. */
  bind(name: string, value: Value, scope: Scope, at: number): void {
    const isTop = scope === this.globals;
    // Within loops it is told where something depends on it.
    if (value.kind === "opaque" && isTop && !this.training && this.rounds === 0) this.note(value.at, value.why);
    if (value.kind === "tensor" && value.rows === undefined && value.flipped !== true && value.detached !== true) {
      const { node } = this.output(value, at);
      const single = node.type !== nodeTypeOf.examples && node.type !== nodeTypeOf.batch;
      if (single && (isTop || name.length > 1)) node.name ??= name;
    } else if (value.kind === "tensors") value.node.name ??= name;
    else if (value.kind === "module") value.label ??= name;
    else if (value.kind === "list" && isTop) value.label ??= name;
    else if ((value.kind === "text" || value.kind === "lines") && isTop) value.source.node.name ??= name;
    scope.bind(name, value.kind === "number" && isTop ? this.#variable(name, value) : value);
  }

  #variable(name: string, number: NumberValue): NumberValue {
    if (this.training || this.conditional || this.rounds > 0 || number.moving || number.known || number.value === null)
      return number;
    const wanted = name === "x" || name === "y" ? `${name}_` : name;
    if (variableNameRefusal(wanted) !== null) return number;
    let own = wanted;
    for (let count = 2; ; count++) {
      const before = this.variables.get(own);
      if (before === undefined || before.text === number.text) break;
      if (count > MOST_BINDINGS) return number;
      own = `${wanted}_${count}`;
    }
    // An alias of a variable is that variable.
    if (this.variables.has(number.text)) return number;
    this.variables.set(own, number);
    return named(own, number.value, { whole: number.whole });
  }

  node(
    type: string,
    settings: Readonly<Record<string, string | boolean>>,
    inputs: Readonly<Record<string, Output>>,
    at: number,
  ): DraftNode {
    if (this.nodes.length >= 10 * limits.nodes) throw this.source.fault(at, "this makes too many nodes");
    const node: DraftNode = {
      type,
      settings: { ...settings },
      inputs: new Map(Object.entries(inputs)),
      at,
      order: this.nodes.length,
      name: null,
      draw: null,
      trained: false,
    };
    this.nodes.push(node);
    return node;
  }

  output(tensor: TensorValue, at: number): Output {
    if (tensor.flipped === true)
      throw new Beyond(at, "the weight of nn.Linear is not read here: it lies the other way round");
    if (tensor.detached === true) throw new Beyond(at, "detach is not read: here a gradient goes back on every wire");
    if (tensor.rows !== undefined) throw new Beyond(at, "rows that are drawn are read as an index only: X[ix]");
    if (tensor.node === null) {
      const { node, port } = formulaNode(this, tensor.formula!, at, tensor.cast);
      tensor.node = node;
      tensor.port = port;
      tensor.formula = null;
    }
    return { node: tensor.node, port: tensor.port };
  }

  tensor(node: DraftNode, dims: Dims | null, dtype: TensorValue["dtype"] = "float", port = "out"): TensorValue {
    return { kind: "tensor", node, port, formula: null, dims, dtype };
  }

  formula(formula: Elementwise): TensorValue {
    const dims = formulaDims(formula);
    return { kind: "tensor", node: null, port: "", formula, dims, dtype: formulaDtype(formula) };
  }

  parameter(shape: readonly NumberValue[], init: Start, at: number, generator = this.#default): TensorValue {
    const node = this.node(nodeTypeOf.parameter, {}, {}, at);
    this.#start(node, shape, init);
    const random = init.name !== "zeros" && init.name !== "ones";
    node.draw = { generator, order: this.#draws++, at, random };
    if (random) generator.draws.push(node.draw);
    return this.tensor(node, shape);
  }

  #start(node: DraftNode, shape: readonly NumberValue[], { name, gain = null }: Start): void {
    const gainSetting = gain === null || gain.text === "1" ? {} : { gain: gain.text };
    for (const key of Object.keys(node.settings)) delete node.settings[key];
    Object.assign(node.settings, { shape: shape.map(({ text }) => text).join(", "), init: name, ...gainSetting });
    this.#starts.set(node, { shape, gain });
  }

  redraw(parameter: DraftNode, init: Start, at: number, generator?: GeneratorState): void {
    const { shape } = this.#starts.get(parameter)!;
    const source = generator ?? parameter.draw!.generator;
    this.#start(parameter, shape, init);
    const random = init.name !== "zeros" && init.name !== "ones";
    parameter.draw = { generator: source, order: this.#draws++, at, random };
    if (random) source.draws.push(parameter.draw);
    this.changed();
  }

  scaled(parameter: TensorValue, init: Start, _at: number): TensorValue {
    const node = parameter.node!;
    const copy = this.node(node.type, {}, {}, node.at);
    this.#start(copy, this.#starts.get(node)!.shape, init);
    copy.draw = node.draw;
    return { ...parameter, node: copy };
  }

  rescaled(parameter: TensorValue, op: string, by: NumberValue, _at: number): boolean {
    const node = parameter.node!;
    const { shape, gain } = this.#starts.get(node)!;
    const init = String(node.settings["init"]);
    if (op !== "*" || init === "ones" || (init === "kaiming_normal" && gain === null)) return false;
    this.#start(node, shape, { name: init, gain: gain === null ? by : combined("*", gain, by) });
    this.changed();
    return true;
  }

  laidLinear(tensor: TensorValue): TensorValue | null {
    const { node } = tensor;
    const start = node === null ? undefined : this.#starts.get(node);
    const [out, inputs, ...rest] = start?.shape ?? [];
    if (node?.draw == null || node.trained || out === undefined || inputs === undefined) return null;
    const laid = [inputs, out, ...rest];
    const { init, gain } = node.settings;
    const bound = this.gainOf(node);
    const by = /^(.+) \/ sqrt\((.+)\)$/.exec(String(gain));
    if (init !== "uniform_symmetric" || bound === null || by === null || by[2] !== fan(laid, 0)?.text) return null;
    const copy = this.node(node.type, {}, {}, node.at);
    this.#start(copy, laid, { name: "nn_linear", gain: { ...bound, text: by[1]!, value: null } });
    copy.draw = node.draw;
    return { ...tensor, node: copy, dims: laid };
  }

  consumer(type: string, of: Output, name: string | null): DraftNode | undefined {
    const found = this.nodes.filter((node) => {
      const x = node.type === type ? node.inputs.get("x") : undefined;
      return x?.node === of.node && x.port === of.port;
    });
    return found.find((node) => node.name !== null && node.name === name) ?? found.at(-1);
  }

  gainOf(parameter: DraftNode): NumberValue | null {
    return this.#starts.get(parameter)?.gain ?? null;
  }

  sizes(parameter: DraftNode): readonly NumberValue[] {
    return this.#starts.get(parameter)?.shape ?? [];
  }

  generator(): GeneratorState {
    return this.#default;
  }

  drawn(at: number, generator: GeneratorState): void {
    this.iterationDraws.push({ at, generator });
  }

  seed(seed: number | null): void {
    this.#default = { seed, draws: [] };
    this.changed();
  }

  carry(node: DraftNode, text: string): void {
    this.texts.set(node, text);
  }

  note(at: number, message: string): void {
    this.untold(null, at, message);
  }

  untold(node: DraftNode | null, at: number, message: string): void {
    if (this.told.length < 5 * limits.notes && !this.told.some((told) => told.at === at && told.message === message))
      this.told.push({ at, message, node });
  }
}
