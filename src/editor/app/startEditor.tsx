import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { flowView } from "../canvas/flow/flowView.ts";
import { canvasView } from "../document/canvasView.ts";
import { listenForClipboard } from "../document/clipboard/listenForClipboard.ts";
import type { SessionHost } from "../runner/connection.ts";
import { Runner } from "../runner/runner.ts";
import { RunnerContext } from "../runner/useRunner.ts";
import { followAccess } from "../keeping/followAccess.ts";
import { followHolder } from "../keeping/followHolder.ts";
import { switchDocument } from "../keeping/openDocument.ts";
import { openFirst } from "../keeping/opening/openFirst.ts";
import { openLink } from "../keeping/openLink.ts";
import { openLinked } from "../keeping/opening/openLinked.ts";
import { Keeping } from "../keeping/keeping.ts";
import { KeepingContext } from "../keeping/useKeeping.ts";
import { watchEdits } from "../keeping/checkpoints/watchEdits.ts";
import { startKeeping } from "../keeping/startKeeping.ts";
import { listenForKeys } from "../kit/commands/listenForKeys.ts";
import { commands } from "./commands/commands.ts";
import { followBreakpoints } from "../debugger/followBreakpoints.ts";
import { startColourScheme } from "../kit/colourScheme.ts";
import { useDocument } from "../document/documentStore.ts";
import { notifyError } from "../kit/noticeStore.ts";

/** Starts the editor in an element of the page, with a session that `startSession` starts, now and after a fault. */
export async function startEditor(element: HTMLElement, startSession: () => SessionHost): Promise<void> {
  startColourScheme();
  canvasView.current = flowView;
  const runner = new Runner(startSession);
  const keeping = new Keeping(runner);
  runner.start();
  try {
    await openFirst(keeping);
  } catch (error) {
    notifyError(error);
  }
  nameTab();
  openLink.followDocument();
  startKeeping(keeping);
  watchEdits(keeping);
  followAccess(keeping);
  followHolder(keeping);
  listenForKeys(commands, keeping);
  followBreakpoints(runner);
  listenForClipboard({
    sight: () => canvasView.current.sight(),
    openText: (text) => openLinked(keeping, text),
    openGraph: (graph) => switchDocument(keeping, graph, { kind: "new", name: graph.title }),
  });
  addEventListener("hashchange", () => {
    if (openLink.isLink(location.hash)) void openLinked(keeping, location.hash);
  });
  createRoot(element).render(
    <RunnerContext value={runner}>
      <KeepingContext value={keeping}>
        <App />
      </KeepingContext>
    </RunnerContext>,
  );
}

/** The browser's tab bears the document's title. */
function nameTab(): void {
  const name = (title: string): void => {
    document.title = title === "" ? "Wiregrad" : `${title} – Wiregrad`;
  };
  name(useDocument.getState().graph.title);
  useDocument.subscribe((state, before) => {
    if (state.graph.title !== before.graph.title) name(state.graph.title);
  });
}
