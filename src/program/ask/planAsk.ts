import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Value } from "../../nodes/contract/value.ts";
import { sample, type SampleAttributes } from "../../ops/sample.ts";
import { softmax } from "../../ops/softmax.ts";
import { formatShape } from "../../tensor/shape.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";
import { CompileCache } from "../compile/compileCache.ts";
import { PlanBuilder } from "../compile/planBuilder.ts";
import { PlanDraft } from "../compile/planDraft.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan, PlannedNode } from "../plan/plan.ts";
import { applyAgain } from "../plan/reuse.ts";
import type { AskedModel } from "./askedModel.ts";

/** Describes a model applied to one context of its own, beside the graph's program. */
export interface AskPlan {
  /** From the context to the probabilities of what comes next. Parameters and buffers are those of the graph's plan. */
  readonly plan: Plan;
  /** int32 [1, block_size]. */
  readonly context: Tensor;
  /** float32 [1, vocab_size], a result of {@link node}. */
  readonly probabilities: Tensor;
  /** What the probabilities belong to: no node of the graph. */
  readonly node: string;
}

/** Describes words that are drawn from a model. */
export interface SpellingPlan {
  readonly op: AppliedOp;
  /** What each word begins with, int32 [1, block_size]. */
  readonly start: Tensor;
}

/**
 * Plans a model once more, in evaluation mode, for one context, and the softmax of its logits. Every op of it keeps its
 * node. Throws a DiagnosticError with the reason where the model does not fit one context.
 */
export function planAsk(graphPlan: Plan, model: AskedModel): AskPlan {
  const draft = new PlanDraft();
  const context = contextOf(model);
  const made = applied(model, context, draft, (node) => builderFor(node, draft));
  const node = nameFor(graphPlan);
  const probabilities = builderFor(node, draft).apply(softmax, { x: made.logits }, { dim: 1 });
  const own: PlannedNode = {
    ...NOTHING,
    id: node,
    outputs: { out: { kind: "tensor", tensor: probabilities, dims: [null, "vocab_size"] } },
  };
  const plan: Plan = {
    ...graphPlan,
    nodes: new Map([...nodesOf(graphPlan, made.now), [node, own]]),
    applied: draft.applied,
    draws: [],
    optimizers: [],
    losses: [],
    measured: new Map(),
    grads: new Map(),
    accumulated: [],
    sidePasses: [],
    parts: new Map(),
  };
  return { plan, context, probabilities, node };
}

/** Plans the drawing of words from the model. Each begins with a context, and is drawn by a generator of its own. */
export function planSpelling(model: AskedModel, attributes: SampleAttributes): SpellingPlan {
  const draft = new PlanDraft();
  const { shape } = model.source.value.tensor;
  const kept = { dtype: "int32", shape: [1, shape[1]!] } as const;
  const builder = builderFor(model.node, draft);
  builder.repeat(
    sample,
    { context: kept, start: kept },
    ({ context }) => ({ logits: applied(model, context!, draft, () => builder).logits }),
    attributes,
  );
  const [op] = draft.applied;
  return { op: op!, start: op!.saved["start"]! };
}

function contextOf({ source }: AskedModel): Tensor {
  return planTensor("int32", [1, source.value.tensor.shape[1]!]);
}

/** The ops of the model on a context, with all that leads to them: what parameters make is of now, too. */
function applied(
  { ops, logits, source, vocabulary }: AskedModel,
  context: Tensor,
  draft: PlanDraft,
  builder: (node: string) => PlanBuilder,
) {
  if (ops.some(({ body }) => body !== undefined)) throw DiagnosticError.of("expected a model that draws no words");
  const now = new Map<Tensor, Tensor>();
  for (const { inputs } of ops) for (const input of Object.values(inputs)) now.set(input, input);
  for (const { output } of ops) now.delete(output);
  now.set(source.value.tensor, context);
  applyAgain(ops, now, (node, op, inputs, attributes) => builder(node).apply(op, inputs, attributes));
  if (draft.draws.length > 0) throw DiagnosticError.of("expected a model that draws no random numbers in evaluation");
  const found = now.get(logits.tensor)!;
  const classes = vocabulary.tokens.length;
  if (found.dtype !== "float32" || found.shape.length !== 2 || found.shape[0] !== 1 || found.shape[1] !== classes) {
    const got = `${found.dtype} ${formatShape(found.shape)}`;
    throw DiagnosticError.of(`expected logits of float32 [1, ${classes}] for one context, got ${got}`);
  }
  return { logits: found, now };
}

function builderFor(node: string, draft: PlanDraft): PlanBuilder {
  return new PlanBuilder(node, {}, {}, draft, new Map(), new CompileCache());
}

/** The nodes that have a part in the model, with their outputs as they are in it. */
function nodesOf({ nodes }: Plan, now: ReadonlyMap<Tensor, Tensor>): Map<string, PlannedNode> {
  const own = new Map<string, PlannedNode>();
  for (const [id, node] of nodes) {
    const outputs = Object.entries(node.outputs).flatMap(([port, value]) => {
      const inModel = valueIn(value, now);
      return inModel === null ? [] : [[port, inModel] as const];
    });
    own.set(id, { ...node, outputs: Object.fromEntries(outputs) });
  }
  return own;
}

function valueIn(value: Value, now: ReadonlyMap<Tensor, Tensor>): Value | null {
  if (value.kind === "tensor") {
    const tensor = now.get(value.tensor);
    return tensor === undefined ? null : { ...value, tensor };
  }
  if (value.kind !== "tensors") return value;
  return { ...value, tensors: value.tensors.map((item) => ({ ...item, tensor: now.get(item.tensor) ?? item.tensor })) };
}

/** `P`, or another name that no node of the graph has. */
function nameFor({ nodes }: Plan): string {
  let name = "P";
  while (nodes.has(name)) name += "_";
  return name;
}

const NOTHING: Omit<PlannedNode, "id" | "outputs"> = {
  nodeType: null,
  status: "ready",
  diagnostics: [],
  blockedBy: null,
  scope: {},
  resolved: {},
  facts: {},
  lines: [],
  facets: {},
  hints: [],
  measured: null,
  recipe: null,
};
