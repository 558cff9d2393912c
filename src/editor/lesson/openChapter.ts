import { applyEdit } from "../../graph/edits/edit.ts";
import type { Keeping } from "../keeping/keeping.ts";
import type { Runner } from "../runner/runner.ts";
import type { SessionStore } from "../runner/sessionStore.ts";
import { readGalleryGraph } from "../document/gallery.ts";
import { useLayout } from "../kit/layoutStore.ts";
import { switchDocument } from "../keeping/openDocument.ts";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { notifyError } from "../kit/noticeStore.ts";
import type { Chapter } from "./chapters/chapter.ts";
import { useLesson } from "./lessonStore.ts";
import type { PlanReport } from "../../protocol/planReport.ts";

/** Opens a chapter: its graph, as it stands and as it is looked at when the story begins. One undo leads back. */
export async function openChapter(keeping: Keeping, chapter: Chapter): Promise<void> {
  // A second press meant the same.
  if (useLesson.getState().opening) return;
  useLesson.setState({ opening: true });
  try {
    await openGraph(keeping, chapter);
  } catch (error) {
    notifyError(error, undefined, () => void openChapter(keeping, chapter));
    return;
  } finally {
    useLesson.setState({ opening: false });
  }
  await run(keeping.runner, chapter);
}

async function openGraph(keeping: Keeping, { id, graph: name, start = {} }: Chapter): Promise<void> {
  const stored = await readGalleryGraph(name);
  const variables = Object.entries(start.variables ?? {});
  const graph = variables.reduce(
    (so, [variable, text]) => applyEdit(so, { type: "setVariable", name: variable, text }),
    stored,
  );
  await switchDocument(keeping, graph, { kind: "lesson", name: id });
  useLesson.getState().begin(id);
  useLayout.getState().showTab("canvas");
  useInspected.setState({ tab: start.tab ?? "node", side: "value", cell: null });
  if (start.select !== undefined) useDocument.getState().select({ nodes: [start.select] });
}

/** Moves to where the story is, unless the reader has gone on to another graph meanwhile. */
async function run({ commands, session }: Runner, { start: { trainedTo, cursor } = {} }: Chapter): Promise<void> {
  const { documentId } = useDocument.getState();
  const plan = await compiled(session);
  if (plan === null || useDocument.getState().documentId !== documentId) return;
  if (trainedTo !== undefined) commands.train(trainedTo);
  if (cursor !== undefined) {
    const at = plan.instructions.findIndex(({ pass, node }) => pass === cursor.pass && node === cursor.node);
    if (at >= 0) commands.runTo(at);
  }
}

/** Waits for what compiling the graph gave; null where the session failed, which it tells by itself. */
function compiled(session: SessionStore): Promise<PlanReport | null> {
  return new Promise((resolve) => {
    const look = ({ plan, failure } = session.getState()): void => {
      if (plan === null && failure === null) return;
      stop();
      resolve(plan);
    };
    const stop = session.subscribe(look);
    look();
  });
}
