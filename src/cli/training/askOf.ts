import type { AskExported } from "../../formats/format.ts";
import type { OpenedDocument } from "../files/openDocument.ts";
import { TrainingSession } from "./trainingSession.ts";

/** Returns what asks a session of the document for what formats write from; the session is begun at the first question. */
export function askOf({ graph, checkpoint, texts }: OpenedDocument): AskExported {
  let begun: Promise<TrainingSession> | null = null;
  const begin = async (): Promise<TrainingSession> => {
    const session = new TrainingSession(texts, async () => undefined);
    await session.open(graph, false, checkpoint);
    return session;
  };
  return async (wanted = { seedLosses: false }) => {
    begun ??= begin();
    return (await begun).client.ask("export", wanted);
  };
}
