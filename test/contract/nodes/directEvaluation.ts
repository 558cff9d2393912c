import { findNodeType } from "../../../src/nodes/catalogue.ts";
import type { Init } from "../../../src/nodes/contract/init.ts";
import type { Value } from "../../../src/nodes/contract/value.ts";
import { resolveSettings } from "../../../src/nodes/settings/resolveSettings.ts";
import type { Attributes, Op } from "../../../src/ops/contract/op.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { mergeFacts, type Facts } from "../../../src/program/plan/facts.ts";
import { PlanBuilder } from "../../../src/program/compile/planBuilder.ts";
import { PlanDraft } from "../../../src/program/compile/planDraft.ts";
import type { GraphNode } from "../../../src/graph/graph.ts";
import { isFloat, type DType } from "../../../src/tensor/dtype.ts";
import { kernels } from "../../kernels.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import { checkShape, type Shape } from "../../../src/tensor/shape.ts";
import type { Storage } from "../../../src/tensor/storage.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { read } from "../../tensor/layouts.ts";
import { applyOp, type Applied, type Named } from "../ops/applyOp.ts";

/** One use of an op, its result, and its backward pass. */
interface Link extends Applied {
  readonly node: string;
  readonly inputs: Named<Tensor>;
}

/** What is random, handed over instead of drawn: the numbers of a parameter, and what a node draws in an iteration. */
export interface Given {
  parameter(node: string, name: string): ArrayLike<number>;
  drawn(node: string): readonly Tensor[];
}

export const NOTHING: Given = { parameter: () => [], drawn: () => [] };

/**
 * A graph evaluated while its nodes are built: each op is applied at once, to tensors that each have memory of their own,
 * and differentiated over the list of what was applied. What a program must give to the bit.
 */
export class DirectEvaluation {
  readonly links: Link[] = [];
  /** By endpoint, `node.port`. */
  readonly values = new Map<string, Value>();
  readonly draft = new PlanDraft();
  /** Storages whose numbers follow from constants alone. */
  readonly known = new Set<Storage>();
  readonly #facts = new Map<string, Facts>();
  readonly #given: Given;
  /** Elements that a tensor may have. */
  readonly limit: number;

  constructor(given: Given, limit = Infinity) {
    this.#given = given;
    this.limit = limit;
  }

  /** Builds a node; `wires` has the endpoint that each wired input comes from. Throws what `build` throws. */
  add(node: GraphNode, wires: ReadonlyMap<string, string>): void {
    const nodeType = findNodeType(node.type)!;
    const inputs = Object.fromEntries([...wires].map(([port, from]) => [port, this.values.get(from)]));
    const facts = mergeFacts([...wires].map(([port, from]) => ({ port, facts: this.#facts.get(from)! })));
    const builder = new DirectBuilder(this, this.#given, node, facts);
    const before = this.links.length;
    const mark = this.draft.mark();
    try {
      const settings = resolveSettings(nodeType.settings, node.settings, { values: { ...facts }, faulty: new Map() });
      const outputs = nodeType.build(inputs as never, settings.values as never, builder);
      for (const [port, value] of Object.entries(outputs)) {
        this.values.set(`${node.id}.${port}`, value);
        this.#facts.set(`${node.id}.${port}`, builder.facts);
      }
    } catch (error) {
      this.links.length = before;
      this.draft.forget(mark, node.id);
      throw error;
    }
  }

  /** The gradients of the losses that are minimised, by tensor. */
  differentiate(): ReadonlyMap<Tensor, Tensor> {
    const grads = new Map<Tensor, Tensor>();
    for (const { loss } of this.draft.optimizers) grads.set(loss, tensorOf(loss.dtype, loss.shape, [1]));
    for (const link of this.links.toReversed()) {
      const { y, inputs } = link;
      const dy = grads.get(y);
      if (dy === undefined) continue;
      const wanted: Record<string, Tensor> = {};
      for (const [name, input] of Object.entries(inputs)) {
        if (!this.draft.dependsOn.has(input)) continue;
        const grad = grads.get(input) ?? tensorOf(input.dtype, input.shape);
        grads.set(input, grad);
        wanted[name] = grad;
      }
      link.backward(dy, wanted);
    }
    return grads;
  }
}

class DirectBuilder extends PlanBuilder {
  readonly #evaluation: DirectEvaluation;
  readonly #given: Given;
  readonly #node: string;

  constructor(evaluation: DirectEvaluation, given: Given, node: GraphNode, facts: Facts) {
    super(node.id, node.settings, facts, evaluation.draft, new Map(), new CompileCache());
    this.#evaluation = evaluation;
    this.#given = given;
    this.#node = node.id;
  }

  override applyOne<Input extends string, A extends Attributes>(
    narrow: Op<Input, A>,
    inputs: Readonly<Record<Input, Tensor>>,
    attributes: A,
  ): Tensor {
    const op = narrow as unknown as Op;
    const present = Object.fromEntries(
      Object.entries<Tensor | undefined>(inputs).filter(([, tensor]) => tensor),
    ) as Named<Tensor>;
    const applied = applyOp(op, present, attributes, (drawing, saved) => {
      if (drawing.draw !== undefined) fill(Object.values(saved), this.#given.drawn(this.#node));
    });
    checkShape(applied.y.shape);
    if (elements(applied.y.shape) > this.#evaluation.limit) throw new RangeError("a larger tensor than was asked for");
    this.#evaluation.links.push({ node: this.#node, inputs: present, ...applied });
    const isKnown = Object.values(present).every(({ storage }) => this.#evaluation.known.has(storage));
    if (isKnown && (op.kind === "view" || op.draw === undefined)) this.#evaluation.known.add(applied.y.storage);
    const { dependsOn } = this.#evaluation.draft;
    const depending = Object.values(present).filter((tensor) => dependsOn.has(tensor));
    const differentiable = (op.kind === "view" || op.backward !== undefined) && isFloat(applied.y.dtype);
    if (depending.length > 0 && differentiable) dependsOn.set(applied.y, depending);
    return applied.y;
  }

  /** Of what no parameter, draw or running statistic leads to; as large as it may be. */
  override knownNumbers(tensor: Tensor): ArrayLike<number> | null {
    return this.#evaluation.known.has(tensor.storage) ? read(tensor) : null;
  }

  override parameter(name: string, shape: Shape, init: Init): Tensor {
    const tensor = bound(super.parameter(name, shape, init));
    tensor.storage.data.set(this.#given.parameter(this.#node, name));
    return tensor;
  }

  /** As it begins: what is normalised by running statistics does not move them. */
  override buffer(name: string, shape: Shape, fillWith: number, rule: string, summary: string): Tensor {
    const tensor = bound(super.buffer(name, shape, fillWith, rule, summary));
    tensor.storage.data.fill(fillWith);
    return tensor;
  }

  override constant(dtype: DType, shape: Shape, values: ArrayLike<number>): Tensor {
    const tensor = bound(super.constant(dtype, shape, values));
    tensor.storage.data.set(values);
    this.#evaluation.known.add(tensor.storage);
    return tensor;
  }

  override batch(sources: readonly Tensor[], size: number): Tensor[] {
    const outputs = super.batch(sources, size).map(bound);
    const { drawn, derive } = this.#evaluation.draft.draws.at(-1)!;
    fill(drawn.map(bound), this.#given.drawn(this.#node));
    derive(kernels);
    return outputs;
  }
}

/** The planned tensor, with memory of its own. */
function bound(tensor: Tensor): Tensor {
  tensor.storage.bind(new ArrayBuffer(tensor.storage.bytes), 0);
  return tensor;
}

function fill(tensors: readonly Tensor[], given: readonly Tensor[]): void {
  for (const [at, tensor] of given.entries()) tensors[at]!.storage.data.set(tensor.storage.data);
}
