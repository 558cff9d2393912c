import { ask } from "./ask.ts";
import { askWhy } from "./askWhy.ts";
import { checkpoint } from "./checkpoint.ts";
import { examples } from "./examples.ts";
import { ghosts } from "./ghosts.ts";
import { gradientRatios } from "./gradientRatios.ts";
import { nudge } from "./nudge.ts";
import { provenance } from "./provenance.ts";
import { read } from "./read.ts";
import { readStorage } from "./readStorage.ts";
import { schedule } from "./schedule.ts";
import { statistics } from "./statistics.ts";
import { told } from "./told.ts";
import { whatIf } from "./whatIf.ts";
import { why } from "./why.ts";

/** Holds all questions that a session answers. */
export const questions = [
  whatIf,
  checkpoint,
  read,
  readStorage,
  examples,
  statistics,
  gradientRatios,
  why,
  provenance,
  ghosts,
  nudge,
  schedule,
  ask,
  askWhy,
  told,
] as const;

type AnyQuestion = (typeof questions)[number];

export type QuestionType = AnyQuestion["type"];

type QuestionOf<Type extends QuestionType> = Extract<AnyQuestion, { readonly type: Type }>;

/** Holds what each question is asked with. */
export type Arguments<Type extends QuestionType> = Parameters<QuestionOf<Type>["answer"]>[1];

/** Holds what each question is answered with. */
export type Answer<Type extends QuestionType> = Awaited<ReturnType<QuestionOf<Type>["answer"]>>;
