import type { AskExported } from "../../formats/format.ts";
import type { OpenedDocument } from "../files/openDocument.ts";
import { plainBackend } from "../../tensor/backend/plainBackend.ts";
import { TrainingSession } from "./trainingSession.ts";

/** Returns what asks a session of the document for what formats write from; the session is begun at the first question. */
export function askOf({ graph, checkpoint, texts }: OpenedDocument): AskExported {
  let begun: Promise<TrainingSession> | null = null;
  const begin = async (): Promise<TrainingSession> => {
    // At most a few iterations run: no WebAssembly is worth waiting for.
    const session = new TrainingSession(texts, plainBackend, async () => undefined);
    await session.open(graph, false, checkpoint);
    return session;
  };
  return async (wanted = { seedLosses: false }) => {
    begun ??= begin();
    return (await begun).client.ask("export", wanted);
  };
}
