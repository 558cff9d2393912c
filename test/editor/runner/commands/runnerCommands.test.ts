import { beforeEach, describe, expect, it, vi } from "vitest";
import { lookOf, runCommand } from "../../../../src/editor/kit/commands/command.ts";
import { stepBack, stepOver } from "../../../../src/editor/runner/commands/stepping.ts";
import { toggleBreakpoint } from "../../../../src/editor/runner/commands/toggleBreakpoint.ts";
import { reset, train } from "../../../../src/editor/runner/commands/training.ts";
import { Runner } from "../../../../src/editor/runner/runner.ts";
import { setStopAt } from "../../../../src/editor/runner/runStore.ts";
import { useDocument } from "../../../../src/editor/document/documentStore.ts";
import { notebookGraph } from "../../../session/graphs.ts";
import { localSession } from "../../../session/localSession.ts";
import { eventually } from "../../../eventually.ts";

let editor: { readonly runner: Runner };

beforeEach(async () => {
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setImmediate(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  const runner = new Runner(() => ({ channel: localSession(), onEnd: () => undefined, end: () => undefined }));
  editor = { runner };
  const stop = runner.start();
  useDocument.getState().open(notebookGraph(), { kind: "file", name: "test.json" });
  setStopAt("");
  await eventually(() => expect(status()?.loss?.loss).toBeCloseTo(17.7697, 3));
  return stop;
});

const status = () => editor.runner.session.getState().status;

describe("the commands that run the document", () => {
  it("name their keys in their tips", () => {
    expect(lookOf(stepOver, editor).hint).toBe("Over one node (F10)");
    expect(lookOf(reset, editor).hint).toBe("Back to iteration 0 with the seed's parameters (Shift F8)");
  });

  it("step over a node and back, as far as it goes", async () => {
    expect(lookOf(stepBack, editor).unavailable).toBe("This is as far back as it goes.");
    runCommand(stepOver, editor);
    await eventually(() => expect(status()?.cursor).toBeGreaterThan(0));
    expect(lookOf(stepBack, editor).unavailable).toBeNull();
    runCommand(stepBack, editor);
    await eventually(() => expect(status()?.cursor).toBe(0));
  });

  it("train and pause by one command; nothing else moves the cursor meanwhile", () => {
    const told = vi.spyOn(editor.runner.commands, "train").mockReturnValue();
    const paused = vi.spyOn(editor.runner.commands, "pause").mockReturnValue();
    expect(lookOf(train, editor)).toMatchObject({ label: "Train", icon: "train" });
    runCommand(train, editor);
    expect(told).toHaveBeenCalledExactlyOnceWith(null);
    editor.runner.session.setState({ status: { ...status()!, phase: "training" } });
    expect(lookOf(train, editor)).toMatchObject({ label: "Pause", icon: "pause", unavailable: null });
    expect(lookOf(stepOver, editor).unavailable).toBe("Pause first.");
    runCommand(train, editor);
    expect(paused).toHaveBeenCalledOnce();
    expect(told).toHaveBeenCalledOnce();
  });

  it("train to no iteration that is none", () => {
    setStopAt("1.5");
    expect(lookOf(train, editor).unavailable).toBe("Stop at iteration: write a whole number, or nothing.");
    const told = vi.spyOn(editor.runner.commands, "train");
    runCommand(train, editor);
    expect(told).not.toHaveBeenCalled();
  });

  it("set breakpoints at the selected nodes that run, and take them away", () => {
    expect(lookOf(toggleBreakpoint, editor)).toMatchObject({ pressed: false, unavailable: "Select a node that runs." });
    useDocument.getState().select({ nodes: ["hidden", "tanh"] });
    runCommand(toggleBreakpoint, editor);
    expect(editor.runner.breakpoints.getState().list.map(({ node }) => node)).toEqual(["hidden", "tanh"]);
    expect(lookOf(toggleBreakpoint, editor)).toMatchObject({ pressed: true, unavailable: null });
    runCommand(toggleBreakpoint, editor);
    expect(editor.runner.breakpoints.getState().list).toEqual([]);
  });
});
