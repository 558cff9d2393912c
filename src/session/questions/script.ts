import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Script, ScriptOptions } from "../../protocol/script/script.ts";
import { writeScript } from "../../torch/writeScript.ts";
import { defineQuestion } from "./question.ts";

/** Gives the open graph as PyTorch code, as it is by now; nothing in it is held against a run. Refused with one sentence. */
export const script = defineQuestion({
  type: "script",
  looks: "session",
  answer({ plan }, options: Pick<ScriptOptions, "title" | "iterations">): Script {
    if (plan === null) throw DiagnosticError.of("no graph is open");
    return writeScript(plan, null, options);
  },
});
