import type { Plan } from "../program/plan/plan.ts";
import type { GraphNames } from "./graphNames.ts";
import type { LineWriter } from "./lineWriter.ts";
import type { ModulePlaces } from "./modulePlaces.ts";
import type { NodeWriter } from "./nodeWriter.ts";
import type { WrittenNode } from "./ownLine.ts";

/** Holds what a model is written of. */
export interface ModelParts {
  readonly plan: Plan;
  readonly names: GraphNames;
  readonly places: ModulePlaces;
  /** Has written the code of all nodes. */
  readonly writer: NodeWriter;
  readonly written: readonly WrittenNode[];
  readonly lines: LineWriter;
  /** Variables that are read besides by what no node says: losses. */
  readonly read: readonly string[];
}
