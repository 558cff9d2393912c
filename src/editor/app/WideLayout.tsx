import { Canvas } from "../canvas/Canvas.tsx";
import { Palette } from "../canvas/palette/Palette.tsx";
import { Inspector } from "../inspector/Inspector.tsx";
import { Lesson } from "../lesson/Lesson.tsx";
import { useShownChapter } from "../lesson/lessonStore.ts";
import { NumbersLine } from "../debugger/NumbersLine.tsx";
import { ChartPanel } from "./ChartPanel.tsx";
import { EmptyHint } from "./EmptyHint.tsx";
import { FirstHint } from "./FirstHint.tsx";
import { useLayout } from "../kit/layoutStore.ts";
import { Banners } from "../files/Banners.tsx";
import { Notices } from "../kit/Notices.tsx";
import { ProgramPanel } from "../debugger/ProgramPanel.tsx";
import { Splitter } from "../kit/Splitter.tsx";
import { TopBar } from "./TopBar.tsx";

const paletteWidth = 188;
const lessonWidth = 300;

/**
 * Shows palette, canvas and inspector side by side, program and loss below. A closed panel is not there at all. The
 * lesson takes the place of the palette, which none of its tasks needs.
 */
export function WideLayout() {
  const { paletteOpen, inspectorOpen, bottomOpen, inspectorWidth, bottomHeight, chartWidth, change } = useLayout();
  const chapter = useShownChapter();
  return (
    <div className="wide">
      <TopBar withRunBar />
      <Banners />
      <div className="wide-middle">
        {chapter !== null && (
          <div className="side side-lesson" style={{ width: lessonWidth }}>
            <Lesson chapter={chapter} />
          </div>
        )}
        {chapter === null && paletteOpen && (
          <div className="side" style={{ width: paletteWidth }}>
            <Palette />
          </div>
        )}
        <main className="landmark" aria-label="Canvas">
          {chapter === null && (
            <Splitter
              label="Node list"
              panel="left"
              open={paletteOpen}
              size={paletteWidth}
              min={paletteWidth}
              max={paletteWidth}
              onToggle={(open) => change({ paletteOpen: open })}
            />
          )}
          <div className="canvas-area">
            <Canvas />
            <NumbersLine />
            {!bottomOpen && <FirstHint />}
            <EmptyHint />
            <Notices />
          </div>
          <Splitter
            label="Inspector"
            panel="right"
            open={inspectorOpen}
            size={inspectorWidth}
            min={240}
            max={640}
            onSize={(width) => change({ inspectorWidth: width })}
            onToggle={(open) => change({ inspectorOpen: open })}
          />
        </main>
        {inspectorOpen && (
          <aside className="side" style={{ width: inspectorWidth }} aria-label="Inspector">
            <Inspector />
          </aside>
        )}
      </div>
      <section className="landmark" aria-label="Program and loss">
        <Splitter
          label="Program and loss"
          panel="below"
          open={bottomOpen}
          size={bottomHeight}
          min={120}
          max={480}
          onSize={(height) => change({ bottomHeight: height })}
          onToggle={(open) => change({ bottomOpen: open })}
        />
        {bottomOpen && (
          <div className="wide-bottom" style={{ height: bottomHeight }}>
            <div className="wide-program">
              <ProgramPanel />
            </div>
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
              <ChartPanel />
              <FirstHint />
            </div>
          </div>
        )}
      </section>
    </div>
  );
}
