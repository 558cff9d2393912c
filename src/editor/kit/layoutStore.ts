import { create } from "zustand";
import { KeptValue } from "./keptValue.ts";

/** Describes the panel that a narrow screen shows under the canvas. */
export type NarrowTab = "canvas" | "nodes" | "inspect" | "run";

/** Holds what stands beside the program. */
export type ChartTab = "loss" | "breakpoints";

/** How the page is divided, on a wide screen and on a narrow one. */
interface Layout {
  readonly paletteOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly bottomOpen: boolean;
  readonly inspectorWidth: number;
  readonly bottomHeight: number;
  readonly chartWidth: number;
}

interface LayoutState extends Layout {
  readonly tab: NarrowTab;
  readonly change: (layout: Partial<Layout>) => void;
  readonly chartTab: ChartTab;
  readonly showTab: (tab: NarrowTab) => void;
  readonly showChartTab: (tab: ChartTab) => void;
}

const usual: Layout = {
  paletteOpen: true,
  inspectorOpen: true,
  bottomOpen: true,
  inspectorWidth: 320,
  bottomHeight: 240,
  chartWidth: 440,
};

const kept = new KeptValue("wiregrad/layout", usual);

export const useLayout = create<LayoutState>()((set) => ({
  ...usual,
  tab: "canvas",
  chartTab: "loss",
  change: (layout) => set(layout),
  showTab: (tab) => set({ tab }),
  showChartTab: (chartTab) => set({ chartTab }),
}));
kept.keepIn(useLayout);
