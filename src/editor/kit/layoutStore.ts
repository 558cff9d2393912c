import { create } from "zustand";
import { KeptValue } from "./keptValue.ts";

/** Describes the panel that a narrow screen shows under the canvas. */
export type NarrowTab = "canvas" | "nodes" | "inspect" | "run";

/** Holds what stands beside the program. */
export type ChartTab = "loss" | "breakpoints" | "code";

/** How the page is divided, on a wide screen and on a narrow one. */
interface Layout {
  readonly paletteOpen: boolean;
  readonly inspectorOpen: boolean;
  /** The lower panel, beside a graph that trains. */
  readonly bottomOpen: boolean;
  /** The same beside a graph that trains nothing. */
  readonly bottomOpenUntrained: boolean;
  readonly inspectorWidth: number;
  /** Of the lower panel; 0 while it is as high as its content. */
  readonly programHeight: number;
  readonly chartWidth: number;
}

/** The panels that lie over the canvas of a small window: closed whenever the page is opened. */
interface Drawers {
  readonly paletteDrawer: boolean;
  readonly inspectorDrawer: boolean;
  readonly bottomDrawer: boolean;
}

interface LayoutState extends Layout, Drawers {
  /** Whether the page shows the graph and one card large, and nothing else. */
  readonly presenting: boolean;
  readonly present: (presenting: boolean) => void;
  readonly tab: NarrowTab;
  readonly change: (layout: Partial<Layout & Drawers>) => void;
  readonly chartTab: ChartTab;
  readonly showTab: (tab: NarrowTab) => void;
  readonly showChartTab: (tab: ChartTab) => void;
}

const usual: Layout = {
  paletteOpen: true,
  inspectorOpen: true,
  bottomOpen: true,
  bottomOpenUntrained: false,
  inspectorWidth: 320,
  programHeight: 0,
  chartWidth: 440,
};

const kept = new KeptValue("wiregrad/layout", usual);

export const useLayout = create<LayoutState>()((set) => ({
  ...usual,
  paletteDrawer: false,
  inspectorDrawer: false,
  bottomDrawer: false,
  presenting: false,
  tab: "canvas",
  chartTab: "loss",
  change: (layout) => set(layout),
  present: (presenting) => set({ presenting }),
  showTab: (tab) => set({ tab }),
  showChartTab: (chartTab) => set({ chartTab }),
}));
kept.keepIn(useLayout);
