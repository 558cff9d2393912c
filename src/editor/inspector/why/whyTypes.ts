import type { Replies } from "../../../protocol/request.ts";

/** What the session says of one number. */
export type Why = Replies["why"];
export type WhyPart = Why["parts"][number];
export type WhyLine = WhyPart["steps"][number];
export type WhySum = WhyPart["sums"][number];
export type Provenance = Replies["provenance"];
export type Broadcast = NonNullable<WhyPart["broadcast"]>;
export type BroadcastOperand = Broadcast["operands"][number];
export type Ghosts = Replies["ghosts"];
