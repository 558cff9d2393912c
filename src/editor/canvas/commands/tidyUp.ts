import { attempt } from "../../kit/attempt.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { layOut } from "../arrangement/arrange.ts";
import { flowView } from "../flow/flowView.ts";

/** Lays the whole graph out, as one undo step. */
export const tidyUp = defineCommand({
  id: "tidyUp",
  label: "Tidy up",
  run: () => attempt(() => layOut(flowView.sizes())),
});
