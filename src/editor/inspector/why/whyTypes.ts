import type { GhostsReport } from "../../../protocol/ghostsReport.ts";
import type { ProvenanceReport } from "../../../protocol/provenanceReport.ts";
import type { WhyReport } from "../../../protocol/whyReport.ts";

/** Holds what the session says of one number. */
export type Why = WhyReport;
export type WhyPart = Why["parts"][number];
export type WhyLine = WhyPart["steps"][number];
export type WhySum = WhyPart["sums"][number];
export type Provenance = ProvenanceReport;
export type Broadcast = NonNullable<WhyPart["broadcast"]>;
export type BroadcastOperand = Broadcast["operands"][number];
export type Ghosts = GhostsReport;
