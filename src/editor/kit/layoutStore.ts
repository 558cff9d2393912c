import { create } from "zustand";

/** The panel that a narrow screen shows under the canvas. */
export type NarrowTab = "canvas" | "nodes" | "inspect" | "run";

/** What stands beside the program. */
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

const key = "wiregrad/layout";

const usual: Layout = {
  paletteOpen: true,
  inspectorOpen: true,
  bottomOpen: true,
  inspectorWidth: 320,
  bottomHeight: 240,
  chartWidth: 440,
};

/** What was remembered, field by field: anything that is not as expected is as usual. */
function remembered(): Layout {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof stored !== "object" || stored === null) return usual;
    const entries = Object.entries(usual).map(([name, value]: [string, unknown]) => {
      const other: unknown = (stored as Record<string, unknown>)[name];
      return [name, typeof other === typeof value ? other : value] as const;
    });
    return Object.fromEntries(entries) as unknown as Layout;
  } catch {
    return usual;
  }
}

export const useLayout = create<LayoutState>()((set, get) => ({
  ...remembered(),
  tab: "canvas",
  chartTab: "loss",
  change: (layout) => {
    set(layout);
    const now = get();
    const kept = Object.fromEntries(Object.keys(usual).map((name) => [name, now[name as keyof Layout]]));
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Where nothing can be remembered, the page is divided as usual next time.
    }
  },
  showTab: (tab) => set({ tab }),
  showChartTab: (chartTab) => set({ chartTab }),
}));
