import { applyEdit } from "../../graph/edit.ts";
import type { PlanReport } from "../../session/protocol.ts";
import { commands } from "../sessionLink.ts";
import { readGalleryGraph } from "../shell/gallery.ts";
import { useLayout } from "../shell/layoutStore.ts";
import { switchDocument } from "../shell/openDocument.ts";
import { useDocument } from "../stores/documentStore.ts";
import { useInspected } from "../stores/inspectedStore.ts";
import { notifyError } from "../stores/noticeStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import type { Chapter } from "./chapter.ts";
import { useLesson } from "./lessonStore.ts";

/** Opens a chapter: its graph, as it stands and as it is looked at when the story begins. One undo leads back. */
export async function openChapter({ id, graph: name, start = {} }: Chapter): Promise<void> {
  try {
    const stored = await readGalleryGraph(name);
    const variables = Object.entries(start.variables ?? {});
    const graph = variables.reduce(
      (so, [variable, text]) => applyEdit(so, { type: "setVariable", name: variable, text }),
      stored,
    );
    useLesson.getState().begin(id);
    await switchDocument(graph, { kind: "lesson", name: id });
    useLayout.getState().showTab("canvas");
    useInspected.setState({ tab: start.tab ?? "node", side: "value", cell: null });
    if (start.select !== undefined) useDocument.getState().select({ nodes: [start.select] });
    const plan = await compiled();
    const { trainedTo, cursor } = start;
    if (trainedTo !== undefined) commands.train(trainedTo);
    if (cursor !== undefined) {
      const at = plan?.instructions.findIndex(({ pass, node }) => pass === cursor.pass && node === cursor.node) ?? -1;
      if (at >= 0) commands.runTo(at);
    }
  } catch (error) {
    notifyError(error);
  }
}

/** Waits for what compiling the graph gave; null where the session failed, which it tells by itself. */
function compiled(): Promise<PlanReport | null> {
  return new Promise((resolve) => {
    const look = ({ plan, failure } = useSession.getState()): void => {
      if (plan === null && failure === null) return;
      stop();
      resolve(plan);
    };
    const stop = useSession.subscribe(look);
    look();
  });
}
