import { AskStrip } from "../ask/AskStrip.tsx";
import { Canvas } from "../canvas/Canvas.tsx";
import { Palette } from "../canvas/palette/Palette.tsx";
import { Inspector } from "../inspector/Inspector.tsx";
import { Lesson } from "../lesson/Lesson.tsx";
import { useShownChapter } from "../lesson/lessonStore.ts";
import { NumbersLine } from "../debugger/NumbersLine.tsx";
import { EmptyHint } from "./EmptyHint.tsx";
import { useLayout } from "../kit/layoutStore.ts";
import { Banners } from "../files/Banners.tsx";
import { Notices } from "../kit/Notices.tsx";
import { ToldStep } from "../debugger/ToldStep.tsx";
import { Splitter } from "../kit/Splitter.tsx";
import { LowerPanel } from "./panels/LowerPanel.tsx";
import { useDrawers } from "./panels/useDrawers.ts";
import { usePanels } from "./panels/usePanels.ts";
import { PresentationBar, PresentedNode } from "./presentation/Presentation.tsx";
import { TopBar } from "./TopBar.tsx";

const paletteWidth = 188;
const lessonWidth = { large: 300, small: 264 };

/**
 * Shows palette, canvas and inspector side by side, program and loss below. In a small window they lie over the canvas and are
 * closed at first. A closed panel is not there at all. The lesson takes the place of the palette, which none of its tasks
 * needs. A presentation shows one node in the place of all of them; the canvas stays the same one.
 */
export function WideLayout() {
  const { inspectorWidth, presenting, change } = useLayout();
  const panels = usePanels();
  const { palette, inspector } = panels;
  const small = panels.small && !presenting;
  const shownChapter = useShownChapter();
  const chapter = presenting ? null : shownChapter;
  const withPalette = shownChapter === null && palette.open && !presenting;
  const withInspector = inspector.open && !presenting;
  const page = useDrawers(small);
  const drawers: Readonly<Record<`--${string}`, string>> = {
    "--left-drawer": `${withPalette ? paletteWidth : 0}px`,
    "--right-drawer": `${withInspector ? inspectorWidth : 0}px`,
  };
  return (
    <div
      ref={page}
      className="wide"
      data-small={small || undefined}
      data-presenting={presenting || undefined}
      style={drawers}
    >
      {!presenting && <TopBar withRunBar />}
      {!presenting && <AskStrip />}
      {!presenting && <Banners />}
      <div className="wide-middle">
        {chapter !== null && (
          <div className="side side-lesson" style={{ width: small ? lessonWidth.small : lessonWidth.large }}>
            <Lesson chapter={chapter} />
          </div>
        )}
        {withPalette && (
          <div className="side" data-side="left" style={{ width: paletteWidth }}>
            <Palette />
          </div>
        )}
        <main className="landmark" aria-label="Canvas">
          {shownChapter === null && !presenting && (
            <Splitter
              label="Node list"
              panel="left"
              open={palette.open}
              size={paletteWidth}
              min={paletteWidth}
              max={paletteWidth}
              onToggle={palette.toggle}
            />
          )}
          <div className="canvas-area">
            <Canvas />
            <NumbersLine />
            {!presenting && <EmptyHint />}
            <Notices />
          </div>
          {!presenting && (
            <Splitter
              label="Inspector"
              panel="right"
              open={inspector.open}
              size={inspectorWidth}
              min={240}
              max={640}
              onSize={(width) => change({ inspectorWidth: width })}
              onToggle={inspector.toggle}
            />
          )}
        </main>
        {withInspector && (
          <aside className="side" data-side="right" style={{ width: inspectorWidth }} aria-label="Inspector">
            <Inspector />
          </aside>
        )}
        {presenting && <PresentedNode />}
      </div>
      {presenting && <ToldStep />}
      {presenting ? <PresentationBar /> : <LowerPanel />}
    </div>
  );
}
