import { defineCommand } from "../../kit/commands/command.ts";
import { isRunning, runReasons } from "../runReasons.ts";
import { parseStopAt, stopAtNow, useRun } from "../runStore.ts";
import { cannotMove, moveCommand, type Running } from "./running.ts";

// A slow play and the way to another position are ended by the same button as a training.
const runs = ({ runner }: Running): boolean => isRunning(runner.session.getState());

/** Trains until paused, or until the iteration that is written beside; pauses whatever runs. */
export const train = defineCommand<Running>({
  id: "train",
  label: (editor) => (runs(editor) ? "Pause" : "Train"),
  icon: (editor) => (runs(editor) ? "pause" : "train"),
  hint: (editor) =>
    runs(editor) ? "Pauses after this iteration" : "Iterates until paused, or until the iteration beside",
  help: "train or pause",
  keys: "F8",
  unavailable(editor) {
    if (runs(editor)) return null;
    const badStop = "Stop at iteration: write a whole number, or nothing.";
    return (
      runReasons(editor.runner.session.getState()).train ?? (parseStopAt(stopAtNow()) === undefined ? badStop : null)
    );
  },
  run(editor) {
    const { commands, session } = editor.runner;
    const stopAt = parseStopAt(stopAtNow()) ?? null;
    // Who goes on behind the stop means to: the note beside says that it runs until paused.
    const passed = stopAt !== null && stopAt < (session.getState().status?.iteration ?? 0);
    if (runs(editor)) commands.pause();
    else commands.train(passed ? null : stopAt);
  },
});

/** Finishes the iteration that the cursor is in. */
export const iterate = moveCommand("iterate", {
  id: "iterate",
  label: "Iterate",
  icon: "iterate",
  hint: "Finishes this iteration: forward, backward and update",
  help: "iterate",
  keys: "F9",
});

/** Runs as many iterations as the debugger's field says, and stops. */
export const iterateMany = defineCommand<Running>({
  id: "iterateMany",
  label: () => `Run ${useRun.getState().count} iterations`,
  icon: "iterate",
  hint: "Runs as many iterations as the number beside says",
  help: "run so many iterations as the debugger's field says",
  keys: "Shift F9",
  unavailable: cannotMove,
  run: ({ runner }) => runner.commands.iterateMany(useRun.getState().count),
});

/** Goes back to iteration 0. */
export const reset = defineCommand<Running>({
  id: "reset",
  label: "Reset",
  icon: "reset",
  hint: "Back to iteration 0 with the seed's parameters",
  help: "reset",
  keys: "Shift F8",
  unavailable: ({ runner }) => runReasons(runner.session.getState()).run,
  run: ({ runner }) => runner.commands.reset(),
});
