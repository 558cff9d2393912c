import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import type { UpdateRule } from "../../../src/nodes/contract/updateRule.ts";
import type { Op } from "../../../src/ops/contract/op.ts";
import { planBackward } from "../../../src/program/compile/backward.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import { PlanBuilder } from "../../../src/program/compile/planBuilder.ts";
import { PlanDraft, type Mark } from "../../../src/program/compile/planDraft.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import type { Leaf, Step } from "./opGraph.ts";

const byName = new Map(ops.map((op) => [op.name, op]));

/** An optimiser that moves nothing: what asks for the gradients. */
const NO_UPDATE: UpdateRule = { name: "none", rate: () => 0, move: { formula: "0" }, step: () => undefined };

/** A graph of ops that is planned while it grows, as the compiler plans the ops of a node. */
export class PlannedOps {
  readonly draft = new PlanDraft();
  /** By place: the planned tensor, or the sentence with which the step was refused. */
  readonly tensors: (Tensor | string)[] = [];
  /** How much was planned before each step. */
  readonly #marks: Mark[] = [];

  addLeaf({ dtype, shape, values, grad }: Leaf): void {
    const name = `leaf${this.tensors.length}`;
    const builder = this.#builder(name);
    this.tensors.push(
      grad
        ? builder.parameter(name, shape, { name: "given", fill: (tensor) => tensor.storage.data.set(values) })
        : builder.constant(dtype, shape, values),
    );
  }

  /** Applies an op; what its rules refuse is kept as the sentence. */
  addStep({ op, inputs, attributes }: Step): void {
    const places = Object.entries(inputs).map(([name, place]) => [name, this.tensors[place]!] as const);
    if (places.some(([, tensor]) => typeof tensor === "string")) throw new TypeError("a step uses a refused one");
    const node = `step${this.tensors.length}`;
    const mark = this.draft.mark();
    this.#marks.push(mark);
    try {
      const applied = byName.get(op) as Op;
      this.tensors.push(this.#builder(node).apply(applied, Object.fromEntries(places) as never, attributes));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.draft.forget(mark, node);
      this.tensors.push(error.message);
    }
  }

  takeBack(): void {
    this.draft.forget(this.#marks.pop()!, `step${this.tensors.length - 1}`);
    this.tensors.pop();
  }

  /** The plan of all that was applied; `loss` is what is differentiated. */
  plan(loss: Tensor | null): Plan {
    const { draft } = this;
    if (loss !== null) {
      const parameters = draft.parametersOf(loss);
      this.#builder("loss").optimize(loss, NO_UPDATE, true);
      if (parameters.length === 0) throw new TypeError("the loss depends on no parameter");
    }
    return {
      graph: {
        format: "wiregrad/graph",
        version: 2,
        title: "",
        description: "",
        seed: 42,
        variables: {},
        nodes: [],
        edges: [],
        comments: [],
      },
      nodes: new Map(),
      variables: {},
      diagnostics: [],
      applied: draft.applied,
      parameters: draft.parameters,
      buffers: draft.buffers,
      draws: draft.draws,
      constants: draft.constants,
      optimizers: draft.optimizers,
      losses: [],
      measured: new Map(),
      grads: planBackward(draft.applied, draft.optimizers, draft.dependsOn),
      accumulated: [],
      sidePasses: [],
      texts: [],
      seed: 42,
      parts: new Map(),
      dependsOn: draft.dependsOn,
    };
  }

  #builder(node: string): PlanBuilder {
    return new PlanBuilder(node, {}, {}, this.draft, new Map(), new CompileCache());
  }
}
