import type { Chapter } from "./chapter.ts";
import { backward } from "./chapters/backward.ts";
import { broadcasting } from "./chapters/broadcasting.ts";
import { countingFails } from "./chapters/countingFails.ts";
import { examples } from "./chapters/examples.ts";
import { overflow } from "./chapters/overflow.ts";
import { removeView } from "./chapters/removeView.ts";
import { theFloor } from "./chapters/theFloor.ts";
import { throughTheNetwork } from "./chapters/throughTheNetwork.ts";
import { training } from "./chapters/training.ts";

/** The lesson, chapter by chapter. A new one is its file and its line here. */
export const chapters: readonly Chapter[] = [
  countingFails,
  examples,
  removeView,
  broadcasting,
  throughTheNetwork,
  overflow,
  backward,
  training,
  theFloor,
];
