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

/** Opens a chapter: its graph as it is in the gallery, trained so far and looked at as the story begins. */
export async function openChapter({ id, graph: name, start = {} }: Chapter): Promise<void> {
  try {
    const graph = await readGalleryGraph(name);
    await switchDocument(graph, { kind: "gallery", name });
    useLesson.getState().show(id);
    useLayout.getState().showTab("canvas");
    if (start.tab !== undefined) useInspected.getState().showTab(start.tab);
    if (start.select !== undefined) useDocument.getState().select({ nodes: [start.select] });
    if (start.trainedTo !== undefined) {
      await compiled();
      commands.train(start.trainedTo);
    }
  } catch (error) {
    notifyError(error);
  }
}

/** Waits until the session has compiled what was opened. */
function compiled(): Promise<void> {
  if (useSession.getState().plan !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useSession.subscribe(({ plan }) => {
      if (plan === null) return;
      stop();
      resolve();
    });
  });
}
