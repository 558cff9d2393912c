import type { ComponentType } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import { findNodeType } from "../../../nodes/catalogue.ts";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { lazyPart } from "../../kit/lazyPart.tsx";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

interface NodeView {
  readonly name: string;
  readonly belongsTo: (node: GraphNode, report: NodeReport) => boolean;
  /** It may be longer than a screen, and so comes after the settings. */
  readonly long?: boolean;
  /** Loaded when it is first shown. */
  readonly View: ComponentType<NodeViewProps>;
}

const ofType =
  (...types: readonly string[]) =>
  ({ type }: GraphNode): boolean =>
    types.includes(type);

/** An optimiser has a learning rate, whether the document states it or not. */
const hasRate = ({ type }: GraphNode): boolean => findNodeType(type)?.settings["lr"]?.kind === "schedule";

/** What the inspector shows of particular nodes, besides what it shows of all. A new one is its file and its entry here. */
export const nodeViews: readonly NodeView[] = [
  {
    name: "comparison",
    belongsTo: (_node, { comparison }) => comparison !== null,
    View: lazyPart("This part", async () => (await import("./ComparisonView.tsx")).ComparisonView),
  },
  {
    name: "broadcast",
    belongsTo: (_node, { broadcasts }) => broadcasts.length > 0,
    View: lazyPart("This part", async () => (await import("./BroadcastsView.tsx")).BroadcastsView),
  },
  {
    name: "examples",
    belongsTo: ofType("context", "batch"),
    long: true,
    View: lazyPart("This part", async () => (await import("./ExamplesView.tsx")).ExamplesView),
  },
  {
    name: "floor",
    belongsTo: (_node, { floor }) => floor !== null,
    View: lazyPart("This part", async () => (await import("./FloorView.tsx")).FloorView),
  },
  {
    name: "derivative",
    belongsTo: ofType("expression"),
    View: lazyPart("This part", async () => (await import("./DerivativeView.tsx")).DerivativeView),
  },
  {
    name: "words",
    belongsTo: ofType("sample"),
    View: lazyPart("This part", async () => (await import("./WordsView.tsx")).WordsView),
  },
  {
    name: "embedding",
    belongsTo: ({ type }, { parameters }) => type === "embedding" && parameters.some(({ name }) => name === "C"),
    View: lazyPart("This part", async () => (await import("./EmbeddingView.tsx")).EmbeddingView),
  },
  {
    name: "predictions",
    belongsTo: ofType("cross_entropy"),
    View: lazyPart("This part", async () => (await import("./PredictionsView.tsx")).PredictionsView),
  },
  {
    name: "learning rate",
    belongsTo: hasRate,
    View: lazyPart("This part", async () => (await import("./LearningRateView.tsx")).LearningRateView),
  },
  {
    name: "rate finder",
    belongsTo: hasRate,
    View: lazyPart("This part", async () => (await import("./RateFinderView.tsx")).RateFinderView),
  },
];
