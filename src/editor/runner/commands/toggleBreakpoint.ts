import { useDocument } from "../../document/documentStore.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { passesOf } from "../passesOf.ts";
import type { Running } from "./running.ts";

/** The selected nodes that a breakpoint can be set at: those that run. */
function breakable({ runner }: Running): readonly string[] {
  const { plan } = runner.session.getState();
  return useDocument.getState().selection.nodes.filter((node) => passesOf(plan?.instructions, node).size > 0);
}

/** Sets breakpoints at the selected nodes; where all have one, takes them away. */
export const toggleBreakpoint = defineCommand<Running>({
  id: "toggleBreakpoint",
  label: "Breakpoint at the selected node",
  icon: "breakpoint",
  hint: "Stops before the selected node runs",
  help: "breakpoint at the selected node, on and off",
  keys: "Ctrl B",
  unavailable: (editor) => (breakable(editor).length > 0 ? null : "Select a node that runs."),
  pressed({ runner }) {
    const { nodes } = useDocument.getState().selection;
    return runner.breakpoints.getState().list.some(({ node }) => node !== null && nodes.includes(node));
  },
  run(editor) {
    const { list, toggle } = editor.runner.breakpoints.getState();
    const nodes = breakable(editor);
    const set = new Set(list.map(({ node }) => node));
    const without = nodes.filter((node) => !set.has(node));
    for (const node of without.length > 0 ? without : nodes) toggle(node, "all");
  },
});
