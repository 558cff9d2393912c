import { AskStrip } from "../ask/AskStrip.tsx";
import { Canvas } from "../canvas/Canvas.tsx";
import { Palette } from "../canvas/palette/Palette.tsx";
import { Inspector } from "../inspector/Inspector.tsx";
import { Lesson } from "../lesson/Lesson.tsx";
import { useShownChapter } from "../lesson/lessonStore.ts";
import { NumbersLine } from "../debugger/NumbersLine.tsx";
import { ChartPanel } from "./panels/ChartPanel.tsx";
import { EmptyHint } from "./EmptyHint.tsx";
import { FirstHint } from "./panels/FirstHint.tsx";
import { Icon, type IconName } from "../kit/Icon.tsx";
import { useLayout, type NarrowTab } from "../kit/layoutStore.ts";
import { Notices } from "../kit/Notices.tsx";
import { Banners } from "../files/Banners.tsx";
import { ProgramPanel } from "../debugger/ProgramPanel.tsx";
import { ToldStep } from "../debugger/ToldStep.tsx";
import { RunBar } from "../debugger/RunBar.tsx";
import { PresentationBar, PresentedNode } from "./presentation/Presentation.tsx";
import { TopBar } from "./TopBar.tsx";
import { useStrip } from "./useStrip.ts";

const tabs: readonly { readonly tab: NarrowTab; readonly label: string; readonly icon: IconName }[] = [
  { tab: "canvas", label: "Canvas", icon: "canvas" },
  { tab: "nodes", label: "Nodes", icon: "nodes" },
  { tab: "inspect", label: "Inspect", icon: "inspect" },
  { tab: "run", label: "Run", icon: "chart" },
];

/** Lays the page out on a phone: the canvas first, one panel under it at a time, the run controls always in reach of the thumb. */
export function NarrowLayout() {
  const presenting = useLayout((state) => state.presenting);
  const ownTab = useLayout((state) => state.tab);
  // A presentation has one panel of its own.
  const tab = presenting ? "canvas" : ownTab;
  const showTab = useLayout((state) => state.showTab);
  const shownChapter = useShownChapter();
  const chapter = presenting ? null : shownChapter;
  useStrip(tab, chapter !== null);
  return (
    <div className="narrow" data-panel={tab === "canvas" ? undefined : tab} data-presenting={presenting || undefined}>
      {!presenting && <TopBar withRunBar={false} />}
      {!presenting && <AskStrip />}
      {!presenting && <Banners />}
      <main className="canvas-area" aria-label="Canvas">
        <Canvas />
        <NumbersLine />
        {tab === "canvas" && !presenting && <EmptyHint />}
        <Notices />
      </main>
      {tab === "canvas" && !presenting && <FirstHint />}
      {tab !== "canvas" && (
        <section className="narrow-panel" data-tab={tab} aria-label={tabs.find((entry) => entry.tab === tab)?.label}>
          {tab === "nodes" && <Palette />}
          {tab === "inspect" && <Inspector />}
          {tab === "run" && (
            <>
              <ChartPanel />
              <ProgramPanel />
            </>
          )}
        </section>
      )}
      {presenting && <PresentedNode />}
      <ToldStep />
      {chapter !== null && <Lesson chapter={chapter} />}
      {presenting ? (
        <PresentationBar />
      ) : (
        <>
          <footer className="landmark">
            <RunBar />
          </footer>
          <nav className="narrow-tabs" aria-label="Panels">
            {tabs.map((entry) => (
              <button
                key={entry.tab}
                type="button"
                aria-current={entry.tab === tab ? "page" : undefined}
                onClick={() => showTab(entry.tab === tab ? "canvas" : entry.tab)}
              >
                <Icon name={entry.icon} />
                {entry.label}
              </button>
            ))}
          </nav>
        </>
      )}
    </div>
  );
}
