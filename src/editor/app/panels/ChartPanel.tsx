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

const CodePanel = lazyPart("The code", async () => (await import("../../code/CodePanel.tsx")).CodePanel);

const tabs: Readonly<Record<ChartTab, string>> = { loss: "Loss", breakpoints: "Breakpoints", code: "Code" };

/** Shows, beside the program, the loss chart, the breakpoints, or the code. The first hint stands in it until there is a chart. */
export function ChartPanel({ withHint = false }: { readonly withHint?: boolean }) {
  const tab = useLayout((state) => state.chartTab);
  return (
    <div className="chart-panel">
      <PanelSwitch tab={tab} />
      {tab === "loss" ? <LossPanel /> : tab === "code" ? <CodePanel /> : <BreakpointsPanel />}
      {withHint && tab === "loss" && <FirstHint />}
    </div>
  );
}

function PanelSwitch({ tab }: { readonly tab: ChartTab }) {
  const notFinite = useBreakpoints((state) => state.notFinite);
  const count = useShownBreakpoints().length + (notFinite ? 1 : 0);
  const showChartTab = useLayout((state) => state.showChartTab);
  return (
    <nav className="panel-switch" aria-label="Loss, breakpoints or code">
      {(Object.keys(tabs) as ChartTab[]).map((one) => (
        <button
          key={one}
          type="button"
          aria-current={tab === one ? "page" : undefined}
          onClick={() => showChartTab(one)}
        >
          {tabs[one]}
          {one === "breakpoints" && count > 0 && <span className="panel-count">{count}</span>}
        </button>
      ))}
    </nav>
  );
}
