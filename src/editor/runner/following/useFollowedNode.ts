import { useState } from "react";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../useSession.ts";

/**
 * Returns the node that a presentation is about: the only one that is selected, or else that of the step that ran last. While
 * it trains, which is everywhere at once, it stays at the one before.
 */
export function useFollowedNode(): string | null {
  const selected = useDocument(({ selection: { nodes } }) => (nodes.length === 1 ? (nodes[0] ?? null) : null));
  const training = useSession(({ status }) => status?.phase === "training");
  const stepped = useSession(({ plan, status }) => {
    const program = plan?.instructions ?? [];
    const { cursor, iteration } = status ?? { cursor: 0, iteration: 0 };
    // At the start of a run the first is about to run; later, the last of the iteration before has run.
    const at = cursor > 0 ? cursor - 1 : iteration > 0 ? program.length - 1 : 0;
    return program[at]?.node ?? null;
  });
  const [last, setLast] = useState(stepped);
  if (!training && stepped !== last) setLast(stepped);
  return selected ?? last;
}
