import type { ExportedDocument } from "../protocol/exportedDocument.ts";
import type { Script, ScriptOptions } from "../protocol/script/script.ts";
import type { AskExported, FormatChoices, FormatOption } from "./format.ts";

/** Lists what a reader may choose about PyTorch code, whatever file it goes into. */
export const scriptOptions: readonly FormatOption[] = [
  {
    name: "style",
    summary: "functions, or a class of nn.Module",
    choices: ["functional", "module"],
  },
  { name: "weights", summary: "begins with what was trained, and goes on from there" },
];

/** Asks for the script that was chosen, and gives what a reader should know of it. */
export async function askForScript(
  ask: AskExported,
  { style, weights }: FormatChoices,
  more: ScriptOptions = {},
): Promise<{
  readonly script: Script;
  readonly exported: ExportedDocument & { readonly goesOnFrom: number | null };
  readonly notes: readonly string[];
}> {
  const goesOn = weights === true;
  const exported = await ask({
    seedLosses: !goesOn,
    script: { ...more, ...(style === "module" ? { style } : {}), weights: goesOn },
  });
  const { script, inPass, iterations } = exported;
  if (script === null) throw new TypeError("a script was wanted");
  const notes = goesOn && inPass !== null ? [middleNote(iterations, inPass)] : [];
  return { script, exported: { ...exported, goesOnFrom: goesOn ? iterations : null }, notes };
}

function middleNote(iteration: number, pass: string): string {
  return `It goes on from the start of iteration ${iteration}, not from the middle of its ${pass} pass.`;
}
