import { useShownBreakpoints } from "../../debugger/useShownBreakpoints.ts";
import { useBreakpoints } from "../../runner/useBreakpoints.ts";
import { useLayout, type ChartTab } from "../../kit/layoutStore.ts";
import { FirstHint } from "./FirstHint.tsx";
import { LossPanel } from "../../charts/LossPanel.tsx";
import "./chartPanel.css";
import { lazyPart } from "../../kit/lazyPart.tsx";

const BreakpointsPanel = lazyPart(
  "The breakpoints",
  async () => (await import("../../debugger/BreakpointsPanel.tsx")).BreakpointsPanel,
);

/** Shows, beside the program, the loss chart, or the breakpoints. The first hint stands in it until there is a chart. */
export function ChartPanel({ withHint = false }: { readonly withHint?: boolean }) {
  const tab = useLayout((state) => state.chartTab);
  return (
    <div className="chart-panel">
      <PanelSwitch tab={tab} />
      {tab === "loss" ? <LossPanel /> : <BreakpointsPanel />}
      {withHint && tab === "loss" && <FirstHint />}
    </div>
  );
}

function PanelSwitch({ tab }: { readonly tab: ChartTab }) {
  const notFinite = useBreakpoints((state) => state.notFinite);
  const count = useShownBreakpoints().length + (notFinite ? 1 : 0);
  const showChartTab = useLayout((state) => state.showChartTab);
  return (
    <nav className="panel-switch" aria-label="Loss or breakpoints">
      <button type="button" aria-current={tab === "loss" ? "page" : undefined} onClick={() => showChartTab("loss")}>
        Loss
      </button>
      <button
        type="button"
        aria-current={tab === "breakpoints" ? "page" : undefined}
        onClick={() => showChartTab("breakpoints")}
      >
        Breakpoints
        {count > 0 && <span className="panel-count">{count}</span>}
      </button>
    </nav>
  );
}
