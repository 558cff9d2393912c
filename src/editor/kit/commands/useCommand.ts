import { useMemo, useSyncExternalStore } from "react";
import { sameData } from "../../../base/sameData.ts";
import { lookOf, type Command, type CommandLook } from "./command.ts";

/** Describes something that tells when it has changed: a store. */
export interface Source {
  readonly subscribe: (listener: () => void) => () => void;
}

/** Holds what a command needs of the editor, and the stores that decide how it looks. Both keep their identity. */
export interface CommandScope<Editor> {
  readonly editor: Editor;
  readonly sources: readonly Source[];
}

/** Gives how a command looks now; renders only when that changes. */
export function useCommand<Editor>(command: Command<Editor>, { editor, sources }: CommandScope<Editor>): CommandLook {
  const reading = useMemo(() => {
    let look = lookOf(command, editor);
    return {
      subscribe: (listener: () => void) => {
        const stops = sources.map((source) => source.subscribe(listener));
        return () => stops.forEach((stop) => stop());
      },
      current: (): CommandLook => {
        const now = lookOf(command, editor);
        if (!sameData(now, look)) look = now;
        return look;
      },
    };
  }, [command, editor, sources]);
  return useSyncExternalStore(reading.subscribe, reading.current);
}
