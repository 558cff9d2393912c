import type { ComponentType } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import { hasRole } from "../../../nodes/catalogue.ts";
import type { Role } from "../../../nodes/contract/role.ts";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { lazyPart } from "../../kit/lazyPart.tsx";
import { facetViews } from "../../pictures/facets/facetViews.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

interface NodeView {
  readonly name: string;
  readonly belongsTo: (node: GraphNode, report: NodeReport) => boolean;
  /** It may be longer than a screen, and so comes after the settings. */
  readonly long?: boolean;
  /** Loaded when it is first shown. */
  readonly View: ComponentType<NodeViewProps>;
}

const ofRole =
  (role: Role) =>
  (node: GraphNode): boolean =>
    hasRole(node, role);

/**
 * Holds what the inspector shows of particular nodes, besides what it shows of all. A new one is its file and its entry
 * here.
 */
export const nodeViews: readonly NodeView[] = [
  ...facetViews,
  {
    name: "broadcast",
    belongsTo: (_node, { broadcasts }) => broadcasts.length > 0,
    View: lazyPart("This part", async () => (await import("./BroadcastsView.tsx")).BroadcastsView),
  },
  {
    name: "examples",
    belongsTo: ofRole("examples"),
    long: true,
    View: lazyPart("This part", async () => (await import("./ExamplesView.tsx")).ExamplesView),
  },
  {
    name: "derivative",
    belongsTo: ofRole("formula"),
    View: lazyPart("This part", async () => (await import("./DerivativeView.tsx")).DerivativeView),
  },
  {
    name: "words",
    belongsTo: ofRole("sampler"),
    View: lazyPart("This part", async () => (await import("./WordsView.tsx")).WordsView),
  },
  {
    name: "embedding",
    belongsTo: (node, { parameters }) => hasRole(node, "embedding") && parameters.some(({ name }) => name === "C"),
    View: lazyPart("This part", async () => (await import("./EmbeddingView.tsx")).EmbeddingView),
  },
  {
    name: "predictions",
    belongsTo: ofRole("predictions"),
    View: lazyPart("This part", async () => (await import("./PredictionsView.tsx")).PredictionsView),
  },
  {
    name: "learning rate",
    belongsTo: ofRole("optimizer"),
    View: lazyPart("This part", async () => (await import("./LearningRateView.tsx")).LearningRateView),
  },
  {
    name: "rate finder",
    belongsTo: ofRole("optimizer"),
    View: lazyPart("This part", async () => (await import("./RateFinderView.tsx")).RateFinderView),
  },
];
