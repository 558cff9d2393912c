import type { Runner } from "../runner/runner.ts";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import type { LessonView, Task } from "./chapters/chapter.ts";

/** Returns the editor as a task sees it; null before the session has answered about the open graph. */
export function lessonView({ session, lossCurve }: Runner): LessonView | null {
  const { graph, selection } = useDocument.getState();
  const { plan, status } = session.getState();
  const { tab, side, ports } = useInspected.getState();
  if (plan === null || status === null) return null;
  const [selected = null] = selection.nodes.length === 1 ? selection.nodes : [];
  const port = ports.get(selected ?? "") ?? null;
  return { graph, plan, status, selected, tab, side, port, losses: lossCurve.current().losses };
}

/** Watches the editor and tells once a task is done. Returns how to stop. */
export function watchTask(runner: Runner, task: Task, onDone: () => void): () => void {
  if (task.kind === "ask") return () => undefined;
  const stops: (() => void)[] = [];
  const stop = (): void => {
    for (const each of stops.splice(0)) each();
  };
  const look = (): void => {
    const view = lessonView(runner);
    if (view === null || !task.done(view)) return;
    stop();
    onDone();
  };
  stops.push(
    ...[useDocument, runner.session, useInspected].map((store) => store.subscribe(look)),
    runner.lossCurve.subscribe(look),
  );
  look();
  return stop;
}
