import { memo } from "react";
import { useStanding, type Standing } from "../../runner/runStanding.ts";

const words: Readonly<Record<Standing, string>> = { done: "has run", next: "runs now", ahead: "is still to come" };

/** Shows whether a node has run in this iteration's forward and backward pass, while it is stepped through. */
export const RunMarks = memo(function RunMarks({ node }: { readonly node: string }) {
  const forward = useStanding(node, "forward");
  const backward = useStanding(node, "backward");
  if (forward === undefined && backward === undefined) return null;
  const said = [
    ...(forward === undefined ? [] : [`forward ${words[forward]}`]),
    ...(backward === undefined ? [] : [`backward ${words[backward]}`]),
  ];
  return (
    <span className="run-marks" role="img" aria-label={said.join(", ")} title={said.join(", ")}>
      {backward !== undefined && <span data-at={backward}>◂</span>}
      {forward !== undefined && <span data-at={forward}>▸</span>}
    </span>
  );
});
