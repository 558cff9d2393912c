import { describe, expect, it } from "vitest";
import { commands } from "../../../../src/editor/app/commands/commands.ts";

/** All that the editor's sources define as a command. */
const defined = Object.entries(
  import.meta.glob<object>("../../../../src/editor/**/commands/*.ts", { eager: true }),
).flatMap(([path, exports]) =>
  Object.values(exports).flatMap((value: unknown) =>
    typeof value === "object" && value !== null && "id" in value && "run" in value
      ? [{ path, id: String(value.id) }]
      : [],
  ),
);

describe("the editor's commands", () => {
  it("are all in the list, each once", () => {
    expect(defined.length).toBeGreaterThan(20);
    expect(commands.map(({ id }) => id).toSorted()).toEqual(defined.map(({ id }) => id).toSorted());
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  it("have each keys of their own", () => {
    const keys = commands.flatMap((command) => command.keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it("work while typing only with keys that type nothing", () => {
    const typing = commands.filter(({ heard }) => heard === "everywhere").flatMap((command) => command.keys);
    expect(typing.filter((keys) => !/^Ctrl |^(Shift )?F\d/.test(keys))).toEqual([]);
  });

  it("are in Help in this order, whatever others come between them", () => {
    const listed = commands.flatMap(({ help, keys }) => (help === undefined ? [] : [`${keys[0]}: ${help}`]));
    const known = [
      "F8: train or pause",
      "F9: iterate",
      "Shift F9: run so many iterations as the debugger's field says",
      "F10: step over a node",
      "F11: step into a node: over one instruction",
      "Shift F11: step out: to the end of the node",
      "F7: step back over a node",
      "Shift F7: step back over one instruction",
      "Shift F10: run the rest of this pass",
      "Ctrl F10: run to the selected node",
      "Ctrl B: breakpoint at the selected node, on and off",
      "Shift F8: reset",
      "Ctrl Z: undo",
      "Ctrl Shift Z: redo",
      "Ctrl O: open a file",
      "Ctrl S: save to a file",
      "Ctrl Shift S: save to another file",
      "?: this help",
    ];
    expect(listed.filter((line) => known.includes(line))).toEqual(known);
    // What Help says of a command, it says of its keys.
    expect(listed.filter((line) => /^undefined|: $/.test(line))).toEqual([]);
  });
});
