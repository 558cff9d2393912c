import type { Script } from "../../protocol/script/script.ts";
import { useDocument } from "../document/documentStore.ts";
import { explainError } from "../kit/noticeStore.ts";
import { iterationsWanted, useRun } from "../runner/runStore.ts";
import type { Runner } from "../runner/runner.ts";

/** Holds the open graph's code, or the sentence that says why it has none. */
export type ScriptState =
  | { readonly kind: "code"; readonly script: Script }
  | { readonly kind: "refusal"; readonly sentence: string };

/**
 * Tells the open graph's code, and again after every edit; null while a graph is being opened. Never more than one question
 * is under way. Returns how to stop.
 */
export function followScript(
  { session, ask }: Pick<Runner, "session" | "ask">,
  tell: (state: ScriptState | null) => void,
): () => void {
  let asking = false;
  let stopped = false;

  const read = (): void => {
    const { plan, failure } = session.getState();
    // A question would start another session, behind the back of who is told to try again.
    if (asking || stopped || plan === null || failure !== null) return;
    asking = true;
    const { title } = useDocument.getState().graph;
    const wanted = iterationsWanted();
    void ask("script", { title, ...wanted })
      .then(
        (script): ScriptState => ({ kind: "code", script }),
        (error: unknown): ScriptState => ({ kind: "refusal", sentence: explainError(error) }),
      )
      .then((state) => {
        asking = false;
        if (stopped) return;
        const isOld =
          session.getState().plan !== plan ||
          useDocument.getState().graph.title !== title ||
          iterationsWanted().iterations !== wanted.iterations;
        // What was refused because it was overtaken is asked again.
        if (isOld) read();
        if (!isOld || state.kind === "code") tell(state);
      });
  };
  const stops = [
    session.subscribe((now, before) => {
      if (now.plan === before.plan && now.failure === before.failure) return;
      if (now.plan === null) tell(null);
      read();
    }),
    // The session is told neither of the title nor where the next training stops.
    useDocument.subscribe((now, before) => {
      if (now.graph.title !== before.graph.title) read();
    }),
    useRun.subscribe((now, before) => {
      if (now.stopAt !== before.stopAt) read();
    }),
  ];
  read();
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
