import { attempt } from "../../kit/attempt.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { flowView } from "../flow/flowView.ts";

/** Lays the whole graph out, as one undo step. */
export const tidyUp = defineCommand({
  id: "tidyUp",
  label: "Tidy up",
  run: () => attempt(async () => (await import("../arrangement/arrange.ts")).layOut(flowView.sizes())),
});
