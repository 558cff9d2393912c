import { useState, type CSSProperties } from "react";
import { ProgramBody } from "../../debugger/ProgramBody.tsx";
import { ProgramHead } from "../../debugger/ProgramHead.tsx";
import { ProgramPanel } from "../../debugger/ProgramPanel.tsx";
import { ToldStep } from "../../debugger/ToldStep.tsx";
import { BarButton } from "../../kit/BarButton.tsx";
import { useLayout } from "../../kit/layoutStore.ts";
import { Splitter } from "../../kit/Splitter.tsx";
import { ChartPanel } from "./ChartPanel.tsx";
import { FirstHint } from "./FirstHint.tsx";
import "./lowerPanel.css";
import { usePanels } from "./usePanels.ts";

/**
 * Shows what a step did, the program and the loss below the canvas: as high as their content, or as their reader dragged them;
 * folded to the program's one row. In a small window that row and what a step did stay where they are, and what is unfolded lies
 * over the canvas.
 */
export function LowerPanel() {
  const { programHeight, change } = useLayout();
  const { small, bottom } = usePanels();
  const [measured, setMeasured] = useState(0);
  const [watch] = useState(() => watchHeight(setMeasured));
  const { open } = bottom;
  const docked = open && !small;
  const sized = programHeight > 0;
  const style: CSSProperties = sized ? { height: programHeight } : {};
  const fold = (
    <BarButton
      label={open ? "Fold" : "Unfold"}
      icon={open ? "down" : "up"}
      iconOnly
      data-quiet
      aria-expanded={open}
      hint={open ? "Fold the program and the loss to one row" : "The whole program, and the loss"}
      onClick={() => bottom.toggle(!open)}
    />
  );
  return (
    <section className="lower" aria-label="Program and loss">
      <div className="lower-over">
        <Splitter
          label="Program and loss"
          panel="below"
          open={open}
          size={sized ? programHeight : measured}
          min={150}
          max={480}
          onSize={(height) => change({ programHeight: height })}
          onToggle={bottom.toggle}
          onReset={() => change({ programHeight: 0 })}
        />
        {small && open && (
          <div ref={watch} className="wide-bottom" data-sized={sized || undefined} style={style}>
            <section className="wide-program program" aria-label="Program">
              <ProgramBody />
            </section>
            <Chart />
          </div>
        )}
      </div>
      {!docked && <FirstHint />}
      <ToldStep />
      {docked ? (
        <div ref={watch} className="wide-bottom" data-sized={sized || undefined} style={style}>
          <div className="wide-program">
            <ProgramPanel>{fold}</ProgramPanel>
          </div>
          <Chart withHint />
        </div>
      ) : (
        <div className="lower-row">
          <ProgramHead alone={!open}>{fold}</ProgramHead>
        </div>
      )}
    </section>
  );
}

function Chart({ withHint = false }: { readonly withHint?: boolean }) {
  const { chartWidth, change } = useLayout();
  return (
    <>
      <Splitter
        label="Loss chart width"
        panel="right"
        open
        size={chartWidth}
        min={260}
        max={900}
        onSize={(width) => change({ chartWidth: width })}
      />
      <div className="wide-chart" style={{ width: chartWidth }}>
        <ChartPanel withHint={withHint} />
      </div>
    </>
  );
}

/** Makes a `ref` that tells how high its element is, now and whenever that changes. */
function watchHeight(tell: (height: number) => void): (element: HTMLElement | null) => (() => void) | undefined {
  return (element) => {
    if (element === null) return undefined;
    const resized = new ResizeObserver(() => tell(element.offsetHeight));
    resized.observe(element);
    return () => resized.disconnect();
  };
}
