import type { LossChartColours } from "../../views/LossChart.tsx";

const CURVES = ["--wg-curve", ...[2, 3, 4, 5, 6].map((at) => `--wg-curve-${at}`)];

/** Returns the charts' colours as the page's sheet has them. */
export function chartColours(_scheme: string): LossChartColours {
  // The scheme's colours are in force on the page by the time that this is drawn: the attribute is set first.
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    curves: CURVES.map(value),
    faint: value("--wg-ghost"),
    grid: value("--wg-line"),
    text: value("--wg-dim"),
    mark: value("--wg-cursor"),
    ground: value("--wg-surface"),
    font: `11px ${value("--wg-mono")}`,
  };
}
