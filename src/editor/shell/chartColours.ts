import type { LossChartColours } from "../../views/LossChart.tsx";

/** The charts' colours as the page's sheet has them. */
export function chartColours(_scheme: string): LossChartColours {
  // The scheme's colours are in force on the page by the time that this is drawn: the attribute is set first.
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    curves: [value("--wg-curve"), value("--wg-curve-2"), value("--wg-curve-3"), value("--wg-curve-4")],
    ghost: value("--wg-ghost"),
    grid: value("--wg-line"),
    text: value("--wg-dim"),
    mark: value("--wg-cursor"),
    ground: value("--wg-surface"),
    font: `11px ${value("--wg-mono")}`,
  };
}
