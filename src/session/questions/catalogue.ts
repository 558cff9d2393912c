import { ask } from "./ask.ts";
import { checkpoint } from "./checkpoint.ts";
import { laterQuestion, type LaterQuestion } from "./question.ts";

/** Holds all questions that a session answers. */
export const questions = [
  laterQuestion("whatIf", async () => (await import("./whatIf.ts")).whatIf),
  checkpoint,
  laterQuestion("read", async () => (await import("./read.ts")).read),
  laterQuestion("readStorage", async () => (await import("./readStorage.ts")).readStorage),
  laterQuestion("examples", async () => (await import("./examples.ts")).examples),
  laterQuestion("statistics", async () => (await import("./statistics.ts")).statistics),
  laterQuestion("gradientRatios", async () => (await import("./gradientRatios.ts")).gradientRatios),
  laterQuestion("why", async () => (await import("./why.ts")).why),
  laterQuestion("provenance", async () => (await import("./provenance.ts")).provenance),
  laterQuestion("ghosts", async () => (await import("./ghosts.ts")).ghosts),
  laterQuestion("nudge", async () => (await import("./nudge.ts")).nudge),
  laterQuestion("schedule", async () => (await import("./schedule.ts")).schedule),
  ask,
  laterQuestion("askWhy", async () => (await import("./askWhy.ts")).askWhy),
  laterQuestion("left", async () => (await import("./left.ts")).left),
  laterQuestion("best", async () => (await import("./best.ts")).best),
  laterQuestion("bestLosses", async () => (await import("./bestLosses.ts")).bestLosses),
  laterQuestion("export", async () => (await import("./exported.ts")).exported),
  laterQuestion("script", async () => (await import("./script.ts")).script),
  laterQuestion("firstNumbers", async () => (await import("./firstNumbers.ts")).firstNumbers),
  laterQuestion("lossValues", async () => (await import("./lossValues.ts")).lossValues),
  laterQuestion("told", async () => (await import("./told.ts")).told),
  laterQuestion("matrix", async () => (await import("./matrix.ts")).matrix),
  laterQuestion("arithmetic", async () => (await import("./arithmetic.ts")).arithmetic),
] as const;

type Entry = (typeof questions)[number];

type AnyQuestion = Entry extends infer Each
  ? Each extends LaterQuestion<string, infer Loaded>
    ? Loaded
    : Each
  : never;

export type QuestionType = AnyQuestion["type"];

type QuestionOf<Type extends QuestionType> = Extract<AnyQuestion, { readonly type: Type }>;

/** Holds what each question is asked with. */
export type Arguments<Type extends QuestionType> = Parameters<QuestionOf<Type>["answer"]>[1];

/** Holds what each question is answered with. */
export type Answer<Type extends QuestionType> = Awaited<ReturnType<QuestionOf<Type>["answer"]>>;
