import { useEffect } from "react";
import { lossCurve } from "../lossCurve.ts";
import { useDocument } from "../stores/documentStore.ts";
import { useInspected } from "../stores/inspectedStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import type { Chapter, LessonView } from "./chapter.ts";
import { useLesson } from "./lessonStore.ts";

function view(): LessonView {
  const { graph, selection } = useDocument.getState();
  const { plan, status } = useSession.getState();
  const { nodes } = selection;
  return {
    graph,
    plan,
    status,
    selected: nodes.length === 1 ? (nodes[0] ?? null) : null,
    tab: useInspected.getState().tab,
    losses: lossCurve.current().losses,
  };
}

/** Watches the editor for the chapter's task and notices when it is done. */
export function useTaskDone(chapter: Chapter | undefined): void {
  const finish = useLesson((state) => state.finish);
  useEffect(() => {
    if (chapter === undefined || chapter.task.kind !== "do") return undefined;
    const { done } = chapter.task;
    // What was there when the chapter began does not count before the session has answered about its graph.
    const look = (): void => {
      const now = view();
      const { origin } = useDocument.getState();
      const here = origin.kind === "gallery" && origin.name === chapter.graph;
      if (here && now.plan !== null && now.status !== null && done(now)) finish(chapter.id);
    };
    const stops = [useDocument, useSession, useInspected].map((store) => store.subscribe(look));
    stops.push(lossCurve.subscribe(look));
    return () => {
      for (const stop of stops) stop();
    };
  }, [chapter, finish]);
}
