import type { Chapter } from "./chapter.ts";
import { backward } from "./backward.ts";
import { broadcasting } from "./broadcasting.ts";
import { countingFails } from "./countingFails.ts";
import { examples } from "./examples.ts";
import { flatten } from "./flatten.ts";
import { learningRate } from "./learningRate.ts";
import { lookup } from "./lookup.ts";
import { overflow } from "./overflow.ts";
import { removeView } from "./removeView.ts";
import { softmaxByHand } from "./softmaxByHand.ts";
import { theFloor } from "./theFloor.ts";
import { throughTheNetwork } from "./throughTheNetwork.ts";
import { training } from "./training.ts";
import { whatAGradientMeans } from "./whatAGradientMeans.ts";

/** Holds the lesson, chapter by chapter, in the notebook's order. A new one is its file and its line here. */
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
  whatAGradientMeans,
  training,
  learningRate,
  theFloor,
];
