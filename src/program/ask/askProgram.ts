import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { tokenLabel } from "../../base/tokenLabel.ts";
import { tokensText } from "../../data/tokensText.ts";
import type { Vocabulary } from "../../data/vocabulary.ts";
import { readDrawn } from "../../ops/sample.ts";
import type { AskAnswer, AskedToken, AskedWord } from "../../protocol/askReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { Encoder } from "../../tensor/backend/encoder.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { boundariesOf } from "../run/boundaries.ts";
import { forwardInstructions, forwardOf } from "../run/instructions.ts";
import { allocateBeside } from "../run/memory.ts";
import type { Program } from "../run/program.ts";
import { TensorIndex } from "../tensors/tensorIndex.ts";
import type { AskedModel } from "./askedModel.ts";
import { likeliest } from "./likeliest.ts";
import { planAsk, planSpelling, type AskPlan } from "./planAsk.ts";
import { ContextReader, type TypedContext } from "./contextReader.ts";

/** Holds what a model is asked: what it is to go on from, how many words it is to spell, and by which draws. */
export interface Asked {
  /** Null: how the first line of its text begins. */
  readonly context: string | null;
  /** So many words of characters; or one line of so many words, where a token is a word. */
  readonly words: number;
  readonly seed: number;
}

/** So many tokens are all told, in their order; of more, the likeliest ones. */
const ALL = 32;
const LIKELIEST = 10;
/** Characters of a word that the model spells. */
const MAX_LENGTH = 20;

/**
 * Is a model with a context of its own, beside a graph's program. It reads that program's parameters and buffers where
 * they are, and writes into memory of its own alone.
 */
export class AskProgram {
  readonly #model: AskedModel;
  readonly #ask: AskPlan;
  readonly #program: Program;
  readonly #encoder: Encoder;
  readonly #reader: ContextReader;
  #spelling: Spelling | null = null;

  /** Throws a DiagnosticError with the reason where the model does not fit one context. */
  constructor({ plan, backend }: Program, model: AskedModel) {
    this.#model = model;
    this.#ask = planAsk(plan, model);
    const { plan: own, context } = this.#ask;
    this.#encoder = new Encoder(backend);
    const instructions = forwardInstructions(own, this.#encoder);
    const memory = allocateBeside(own.applied, [context], backend);
    this.#program = {
      plan: own,
      memory,
      instructions,
      boundaries: boundariesOf(instructions),
      tensors: new TensorIndex(own),
      clock: { iteration: 0 },
      backend,
      unwatched: null,
      draws: [],
    };
    this.#reader = new ContextReader(model.vocabulary, context.shape[1]!);
  }

  /** What comes next by the parameters as they are. */
  answer(asked: Asked): AskAnswer {
    const { vocabulary } = this.#model;
    const { level, tokens } = vocabulary;
    const typed = this.#typed(asked.context);
    const read = this.#reader.read(typed);
    const known = {
      kind: "answer",
      probabilities: this.probabilities,
      level,
      blockSize: this.#ask.context.shape[1]!,
      typed,
      padded: read.padded,
      left: read.left,
      unknown: read.unknown,
      unknownAs: vocabulary.unknown === null ? null : tokenLabel(tokens, vocabulary.unknown),
    } as const;
    if (read.ids === null) {
      return { ...known, context: [], next: [], others: { count: 0, probability: 0 }, spelled: [], fault: null };
    }
    this.#run(read.ids);
    const context = read.ids.map((id) => tokenLabel(tokens, id));
    return { ...known, context, ...this.#next(), ...this.#words(asked, read, read.ids) };
  }

  /** The program that runs on the context. */
  get program(): Program {
    return this.#program;
  }

  get vocabulary(): Vocabulary {
    return this.#model.vocabulary;
  }

  /** Runs the model on a context; gives its tokens. Throws a DiagnosticError where the model does not know one of them. */
  run(context: string | null): readonly number[] {
    const { ids, unknown } = this.#reader.read(this.#typed(context));
    if (ids === null) throw DiagnosticError.of(`the model does not know ${unknown.map(quote).join(", ")}`);
    this.#run(ids);
    return ids;
  }

  /** Whether a tensor is the context that it runs on. */
  isContext(tensor: Tensor): boolean {
    return tensor === this.#ask.context;
  }

  /** The probabilities of what comes next, by the name that they have in {@link program}. */
  get probabilities(): TensorRef {
    return { node: this.#ask.node, port: "out", side: "value" };
  }

  #typed(context: string | null): string {
    return context ?? tokensText(this.#model.vocabulary, this.#model.beginning);
  }

  #run(ids: readonly number[]): void {
    this.#ask.context.storage.data.set(ids);
    for (const { run } of this.#program.instructions) run();
  }

  #next(): Pick<AskAnswer, "next" | "others"> {
    const { tokens } = this.#model.vocabulary;
    const probabilities = this.#ask.probabilities.storage.data;
    const ids = tokens.length <= ALL ? [...tokens.keys()] : likeliest(probabilities, LIKELIEST);
    const next = ids.map((id): AskedToken => ({ id, token: tokenLabel(tokens, id), probability: probabilities[id]! }));
    const told = next.reduce((sum, { probability }) => sum + probability, 0);
    const count = tokens.length - ids.length;
    return { next, others: { count, probability: count === 0 ? 0 : Math.max(0, 1 - told) } };
  }

  #words(asked: Asked, { tokens }: TypedContext, ids: readonly number[]): Pick<AskAnswer, "spelled" | "fault"> {
    if (asked.words === 0) return { spelled: [], fault: null };
    const { vocabulary } = this.#model;
    const spelling = this.#spellingFor(asked);
    spelling.start.storage.data.set(ids);
    spelling.run();
    const { drawn, fault } = readDrawn(spelling.drawn.storage.data, spelling.length);
    const begun = tokens.slice(this.#reader.lastMarker(tokens) + 1).join(vocabulary.level === "char" ? "" : " ");
    const spelled = drawn.map((one): AskedWord => ({
      begun,
      drawn: tokensText(vocabulary, one.tokens),
      ended: one.ended,
    }));
    return { spelled, fault };
  }

  #spellingFor({ words, seed }: Asked): Spelling {
    if (this.#spelling?.words === words && this.#spelling.seed === seed) return this.#spelling;
    const isWord = this.#model.vocabulary.level === "word";
    const [count, length] = isWord ? [1, words] : [words, MAX_LENGTH];
    const { op, start } = planSpelling(this.#model, { count, maxLength: length, temperature: 1, seed });
    allocateBeside([op], [], this.#program.backend);
    const run = forwardOf(op, this.#encoder);
    this.#spelling = { words, seed, length, start, drawn: op.output, run };
    return this.#spelling;
  }
}

/** How words are drawn, as it was last asked for. */
interface Spelling {
  readonly words: number;
  readonly seed: number;
  /** Tokens that each has room for. */
  readonly length: number;
  readonly start: Tensor;
  readonly drawn: Tensor;
  readonly run: () => void;
}
