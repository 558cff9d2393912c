import type { Chapter } from "./chapter.ts";
import { backward } from "./chapters/backward.ts";
import { broadcasting } from "./chapters/broadcasting.ts";
import { countingFails } from "./chapters/countingFails.ts";
import { examples } from "./chapters/examples.ts";
import { flatten } from "./chapters/flatten.ts";
import { learningRate } from "./chapters/learningRate.ts";
import { lookup } from "./chapters/lookup.ts";
import { overflow } from "./chapters/overflow.ts";
import { removeView } from "./chapters/removeView.ts";
import { softmaxByHand } from "./chapters/softmaxByHand.ts";
import { theFloor } from "./chapters/theFloor.ts";
import { throughTheNetwork } from "./chapters/throughTheNetwork.ts";
import { training } from "./chapters/training.ts";

/** The lesson, chapter by chapter, in the notebook's order. A new one is its file and its line here. */
export const chapters: readonly Chapter[] = [
  countingFails,
  examples,
  lookup,
  removeView,
  flatten,
  broadcasting,
  throughTheNetwork,
  softmaxByHand,
  overflow,
  backward,
  training,
  learningRate,
  theFloor,
];
