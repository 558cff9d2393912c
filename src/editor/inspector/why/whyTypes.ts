import type { Replies } from "../../../session/protocol.ts";

/** What the session says of one number. */
export type Why = Replies["why"];
export type WhyPart = Why["parts"][number];
export type WhyLine = WhyPart["steps"][number];
export type WhySum = WhyPart["sums"][number];
export type Provenance = Replies["provenance"];
