import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements } from "../../base/stridedLayout.ts";
import { formatEndpoint, type Endpoint } from "../../base/endpoint.ts";
import { shortened } from "../../base/shortened.ts";
import { formatTextFile, type TextFile } from "../../base/textFile.ts";
import type { Builder } from "../../nodes/contract/builder.ts";
import type { Init } from "../../nodes/contract/init.ts";
import type { Said } from "../../nodes/contract/said.ts";
import type { SettingValue } from "../../nodes/settings/kinds/settingKind.ts";
import type { TensorValue, Value } from "../../nodes/contract/value.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import { contiguous } from "../../ops/contiguous.ts";
import { orHandedBack } from "../../ops/handedBack.ts";
import type { Attributes, Op } from "../../ops/contract/op.ts";
import type { DType } from "../../tensor/dtype.ts";
import { plainBackend } from "../../tensor/backend/plainBackend.ts";
import { checkShape, formatShape, type Shape } from "../../tensor/shape.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import type { CompileCache } from "./compileCache.ts";
import { batchDraw, opDraw } from "../plan/draw.ts";
import type { Facts } from "../plan/facts.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import { memoryRule } from "../tensors/persistent.ts";
import { knownNumbers } from "./knownNumbers.ts";
import { InWords } from "./inWords.ts";
import type { PlanDraft } from "./planDraft.ts";
import { applyAgain, sourceOf, upstreamOps } from "../plan/reuse.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { AskedText, Draw, Measured, Parameter } from "../plan/plan.ts";
import { textKey, type NamedText, type Texts } from "../plan/texts.ts";

/** Holds what one node is built with. See `Builder` for what each method promises. */
export class PlanBuilder implements Builder {
  readonly #node: string;
  /** By input port. */
  readonly #wires: ReadonlyMap<string, Endpoint>;
  readonly #draft: PlanDraft;
  readonly #texts: Texts;
  readonly #cache: CompileCache;
  readonly #settings: Readonly<Record<string, SettingValue>>;
  readonly #words: InWords;
  readonly #asked = new Map<string, AskedText>();
  #lines: readonly string[] = [];
  #measured: Measured | null = null;
  /** Where ops are recorded: in the draft, or in the body of one that repeats them. */
  #applied: AppliedOp[];
  readonly #facts: { vocab_size?: number; N?: number };

  constructor(
    node: string,
    settings: Readonly<Record<string, SettingValue>>,
    facts: Facts,
    draft: PlanDraft,
    texts: Texts,
    cache: CompileCache,
    wires: ReadonlyMap<string, Endpoint> = new Map(),
    inputs: Readonly<Record<string, Value | undefined>> = {},
  ) {
    this.#wires = wires;
    this.#node = node;
    this.#settings = settings;
    this.#facts = { ...facts };
    this.#draft = draft;
    this.#applied = draft.applied;
    this.#texts = texts;
    this.#cache = cache;
    this.#words = new InWords(draft);
    for (const [port, value] of Object.entries(inputs)) if (value !== undefined) this.#words.input(port, value);
  }

  /** What is known downstream of the node. */
  get facts(): Facts {
    return this.#facts;
  }

  get measured(): Measured | null {
    return this.#measured;
  }

  /** The texts that the node asked for, by key. */
  get texts(): ReadonlyMap<string, AskedText> {
    return this.#asked;
  }

  /** Whether the node applies an op. */
  get computes(): boolean {
    return this.#draft.applied.at(-1)?.node === this.#node;
  }

  /** What the node says of its outputs. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  wiredFrom(port: string): string | null {
    const wire = this.#wires.get(port);
    return wire === undefined ? null : formatEndpoint(wire);
  }

  apply<Input extends string, A extends Attributes>(
    wanted: Op<Input, A>,
    inputs: Readonly<Record<Input, Tensor>>,
    attributes: A = {} as A,
  ): Tensor {
    const op = orHandedBack(wanted, inputs, attributes);
    const [name] = op.inputs;
    if (op.kind !== "view" || name === undefined || op.copies?.(inputs[name], attributes) !== true) {
      return this.applyOne(op, inputs, attributes);
    }
    const copy = this.applyOne(contiguous, { x: inputs[name] }, {});
    return this.applyOne(op, { ...inputs, [name]: copy }, attributes);
  }

  /** Records one op. */
  protected applyOne<Input extends string, A extends Attributes>(
    op: Op<Input, A>,
    inputs: Readonly<Record<Input, Tensor>>,
    attributes: A,
  ): Tensor {
    const { output, saved } = this.#words.outputOf(op, inputs, attributes);
    // The catalogue's ops are stored under their widest type; each is only ever called with its own inputs.
    const applied = { node: this.#node, op: op as unknown as Op, inputs, attributes, output, saved };
    this.#applied.push(applied);
    const draw = opDraw(applied);
    if (draw !== null) this.#draw(draw);
    const { dependsOn } = this.#draft;
    const through = gradientInputs(applied).flatMap(([, tensor]) => (dependsOn.has(tensor) ? [tensor] : []));
    if (through.length > 0) dependsOn.set(output, through);
    return output;
  }

  source(model: Tensor): TensorValue {
    return sourceOf(upstreamOps(this.#draft.applied, model), this.#draft.examples);
  }

  repeat<Input extends string, A extends Attributes>(
    op: Op<Input, A>,
    kept: Readonly<Record<string, { readonly dtype: DType; readonly shape: Shape }>>,
    body: (kept: Readonly<Record<string, Tensor>>) => Readonly<Record<Input, Tensor>>,
    attributes: A,
  ): Tensor {
    const tensors = Object.fromEntries(
      Object.entries(kept).map(([name, { dtype, shape }]) => [name, planTensor(dtype, shape)] as const),
    );
    const outer = this.#applied;
    const inner: AppliedOp[] = [];
    this.#applied = inner;
    try {
      this.apply(op, body(tensors), attributes);
    } finally {
      this.#applied = outer;
    }
    const repeating = inner.pop()!;
    outer.push({ ...repeating, saved: { ...repeating.saved, ...tensors }, body: inner });
    return repeating.output;
  }

  reuse(model: Tensor, x: Tensor): Tensor {
    const ops = upstreamOps(this.#draft.applied, model);
    const now = new Map([[sourceOf(ops, this.#draft.examples).tensor, x]]);
    applyAgain(ops, now, (_node, op, inputs, attributes) => this.apply(op, inputs, attributes));
    return now.get(model)!;
  }

  parameter(name: string, shape: Shape, init: Init): Tensor {
    checkShape(shape);
    const parameter = { node: this.#node, name, tensor: planTensor("float32", shape), init };
    this.#draft.parameters.push(parameter);
    this.#words.name(name, parameter.tensor);
    this.#draft.dependsOn.set(parameter.tensor, []);
    return parameter.tensor;
  }

  buffer(name: string, shape: Shape, fill: number, rule: string, summary: string): Tensor {
    checkShape(shape);
    const tensor = planTensor("float32", shape);
    const mover = { node: this.#node, rule };
    this.#draft.buffers.push({ node: this.#node, name, port: name, summary, tensor, fill, mover });
    return tensor;
  }

  constant(dtype: DType, shape: Shape, values: ArrayLike<number>, label?: string): Tensor {
    checkShape(shape);
    const tensor = planTensor(dtype, shape);
    this.#draft.constants.push({ tensor, values, ...(label === undefined ? {} : { label }) });
    return tensor;
  }

  knownNumbers(tensor: Tensor): ArrayLike<number> | null {
    return knownNumbers(tensor, this.#draft, plainBackend);
  }

  batch(sources: readonly Tensor[], size: number): readonly Tensor[] {
    for (const source of sources) {
      if (this.#draft.dependsOn.has(source)) {
        throw DiagnosticError.of("expected data, got a tensor that is computed from parameters");
      }
      // A batch is drawn before anything runs.
      if (this.#draft.applied.some(({ op, output }) => op.kind !== "view" && output.storage === source.storage)) {
        throw DiagnosticError.of("expected data, got a tensor that an op computes: draw the batch before the op");
      }
    }
    const draw = batchDraw(this.#node, sources, size);
    this.#draw(draw);
    return draw.outputs;
  }

  #draw(draw: Draw): void {
    if (this.#draft.draws.some(({ node }) => node === draw.node)) throw new TypeError("a node draws once an iteration");
    this.#draft.draws.push(draw);
  }

  optimize(loss: Tensor, rule: UpdateRule, zeroGrad: boolean): void {
    const parameters = this.#draft.parametersOf(loss);
    if (parameters.length === 0) {
      throw DiagnosticError.of("element 0 of tensors does not require grad and does not have a grad_fn", {
        plain: "No gradient of this loss reaches a parameter.",
      });
    }
    if (elements(loss.shape) !== 1) {
      throw DiagnosticError.of("grad can be implicitly created only for scalar outputs", {
        plain: `The loss is ${formatShape(loss.shape)}; Mean or Sum makes one number of it.`,
      });
    }
    const taken = new Set(this.#draft.buffers.map(({ node, port }) => `${port} ${node}`));
    const memories = new Map(parameters.map((parameter) => [parameter, this.#memoryOf(parameter, rule, taken)]));
    this.#draft.optimizers.push({ node: this.#node, loss, rule, zeroGrad, parameters, memories });
  }

  /** Plans what the rule remembers of a parameter. `taken`: names that buffers have. */
  #memoryOf(parameter: Parameter, rule: UpdateRule, taken: ReadonlySet<string>): Readonly<Record<string, Tensor>> {
    const { node, name, tensor } = parameter;
    const memory: Record<string, Tensor> = {};
    for (const [part, { shape, summary }] of Object.entries(rule.memory ?? {})) {
      const planned = planTensor("float32", shape === "scalar" ? [] : tensor.shape);
      const mover = { node: this.#node, rule: memoryRule(rule, parameter) };
      const own = `${name}.${part}`;
      const port = taken.has(`${own} ${node}`) ? `${name}.${this.#node}.${part}` : own;
      this.#draft.buffers.push({ node, name: own, port, summary, tensor: planned, fill: 0, mover });
      memory[part] = planned;
    }
    return memory;
  }

  measure(every: number, loss?: Tensor): void {
    this.#measured = { every, loss: loss ?? null };
  }

  dataset(name: string): string {
    return this.#text({ kind: "dataset", name }, `the data set ${JSON.stringify(name)} is not loaded`);
  }

  textFile(file: TextFile): string {
    return this.#text({ kind: "file", file }, `${formatTextFile(file)} is not loaded`);
  }

  #text(named: NamedText, notLoaded: string): string {
    const key = textKey(named);
    this.#draft.texts.set(key, named);
    const got = this.#texts.get(key);
    this.#asked.set(key, { named, got });
    const text = got ?? DiagnosticError.of(notLoaded);
    if (typeof text !== "string") throw text;
    return text;
  }

  know(name: "vocab_size" | "N", value: number): void {
    this.#facts[name] = value;
  }

  known(name: "vocab_size" | "N"): number {
    const value = this.#facts[name];
    if (value === undefined) {
      throw DiagnosticError.of(`${name} is not known here: expected ${KNOWN_FROM[name]} somewhere upstream`);
    }
    return value;
  }

  dimName(setting: string): string | null {
    const text = String(this.#settings[setting] ?? "").trim();
    return text === "" || /^\d+$/.test(text) ? null : text;
  }

  describe(lines: readonly string[]): void {
    this.#lines = lines.map((line) => shortened(line, LINE));
  }

  say<F extends keyof Said>(facet: F, said: Said[F]): void {
    this.#draft.said.set(this.#node, { ...this.#draft.said.get(this.#node), [facet]: said });
  }

  memo<T>(dependencies: readonly unknown[], compute: () => T): T {
    return this.#cache.memo(this.#node, dependencies, compute);
  }
}

/** Characters of a line on a card: more than it has room for. */
const LINE = 200;

const KNOWN_FROM = { vocab_size: "a tokenize node", N: "a context node" } as const;
