import { DiagnosticError } from "../../base/diagnostic.ts";
import { LossCopy } from "../../program/nudge/lossCopy.ts";
import type { Draw, Plan } from "../../program/plan/plan.ts";
import { memoryBytes } from "../../program/run/memory.ts";
import type { TypedArray } from "../../tensor/dtype.ts";
import { Generator, type GeneratorState } from "../../tensor/rng/generator.ts";
import { sameStream } from "../../tensor/rng/sameStream.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { drawAll } from "../machine/draw.ts";
import type { Followed } from "./followed.ts";

/** A tensor of the session's, and its counterpart. */
type Pair = readonly [Tensor, Tensor];

/**
 * Is a copy of what leads to one of a session's losses, kept from question to question: it holds what the session's next
 * forward pass in this iteration would compute. The session is only read.
 */
export class NudgeTwin {
  readonly copy: LossCopy;
  /** Computes the loss. */
  readonly node: string;
  /** What no op makes and no draw: parameters and what persists beside them. */
  readonly #kept: readonly Pair[];
  readonly #draws: readonly { readonly node: string; readonly draw: Draw; readonly pairs: readonly Pair[] }[];
  readonly #generator = new Generator(0);
  /** The nodes that drew for themselves here, and where the generator stood before. Null: nothing is worked out. */
  #drew: { readonly nodes: readonly string[]; readonly from: GeneratorState } | null = null;

  /**
   * @param plan the session's graph, planned once more.
   * @param node computes the loss. Throws a DiagnosticError where there is no room.
   */
  constructor({ plan: own, program }: Followed, plan: Plan, node: string) {
    const at = own.losses.findIndex((loss) => loss.node === node);
    const loss = plan.losses[at];
    if (loss === undefined || !isTwin(own, plan)) {
      throw DiagnosticError.of("a text of this graph has changed since it was opened: make an edit, or open it anew");
    }
    this.node = node;
    this.copy = new LossCopy(plan, loss.tensor, program.backend, memoryBytes(own));
    const pairs = (a: readonly Tensor[], b: readonly Tensor[]): Pair[] =>
      a.map((tensor, i): Pair => [tensor, b[i]!]).filter(([, mine]) => mine.storage.bound);
    this.#kept = [
      ...pairs(own.parameters.map(tensorOf), plan.parameters.map(tensorOf)),
      ...pairs(own.buffers.map(tensorOf), plan.buffers.map(tensorOf)),
    ];
    this.#draws = plan.draws.map((draw, i) => {
      const theirs = own.draws[i]!;
      return {
        node: draw.node,
        draw,
        pairs: pairs([...theirs.drawn, ...theirs.outputs], [...draw.drawn, ...draw.outputs]),
      };
    });
  }

  /**
   * Takes over the session's numbers and, if they are others than before, runs the forward pass on them. Draws are held;
   * those that this iteration has yet to make are made as the session will. Says by which nodes.
   */
  follow(session: Followed): readonly string[] {
    const { state, progress } = session;
    const missing = this.#draws.filter(({ node }) => !(state.drawn && progress.drew(node)));
    const nodes = missing.map(({ node }) => node);
    const held = this.#draws.filter((one) => !missing.includes(one)).flatMap(({ pairs }) => pairs);
    const from = session.generatorState();
    let isNew = this.#drew === null || !this.#drewSo(nodes, from);
    for (const [theirs, mine] of [...this.#kept, ...held]) {
      if (takeOver(theirs.storage.data, mine.storage.data)) isNew = true;
    }
    if (!isNew) return nodes;
    this.#drew = null;
    this.#generator.restore(from);
    drawAll(
      missing.map(({ draw }) => draw),
      this.#generator,
      this.copy.backend.kernels,
    );
    this.copy.forward();
    this.#drew = { nodes, from };
    return nodes;
  }

  /** What is worked out here has become uncertain: the next question begins anew. */
  forget(): void {
    this.#drew = null;
  }

  #drewSo(nodes: readonly string[], from: GeneratorState): boolean {
    if (this.#drew === null || this.#drew.nodes.join("\n") !== nodes.join("\n")) return false;
    return nodes.length === 0 || sameStream(this.#drew.from, from);
  }
}

function tensorOf({ tensor }: { readonly tensor: Tensor }): Tensor {
  return tensor;
}

/** Whether two plans are of the same ops on tensors of the same shapes. */
function isTwin(a: Plan, b: Plan): boolean {
  return shapesOf(a) === shapesOf(b);
}

function shapesOf({ applied, parameters, buffers, draws, losses }: Plan): string {
  const shapes = (tensors: readonly Tensor[]) => tensors.map(({ dtype, shape }) => [dtype, shape]);
  return JSON.stringify([
    applied.map(({ node, op, output }) => [node, op.name, shapes([output])]),
    shapes(parameters.map(tensorOf)),
    shapes(buffers.map(tensorOf)),
    draws.map(({ node, recipe, drawn, outputs }) => [node, recipe, shapes(drawn), shapes(outputs)]),
    losses.map(({ node }) => node),
  ]);
}

/** Copies bit for bit. Says whether there was a difference. */
function takeOver(from: TypedArray, to: TypedArray): boolean {
  const [theirs, mine] = [bitsOf(from), bitsOf(to)];
  for (let at = 0; at < theirs.length; at++) {
    if (theirs[at] === mine[at]) continue;
    mine.set(theirs);
    return true;
  }
  return false;
}

/** A number is compared by its bits: −0 is another than 0, and nan the same as itself. */
function bitsOf({ buffer, byteOffset, byteLength }: TypedArray): Uint32Array | Uint8Array {
  return byteLength % 4 === 0
    ? new Uint32Array(buffer, byteOffset, byteLength / 4)
    : new Uint8Array(buffer, byteOffset, byteLength);
}
