import { fileActions } from "../keeping/files/fileActions.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { attempt } from "../kit/attempt.ts";

interface ChooseFileProps {
  readonly node: string;
  readonly describedBy: string | undefined;
  /** With one word, beside a field. */
  readonly short?: boolean;
}

/** Shows a button that makes a text file what a node learns from, for those who do not drop it. */
export function ChooseFile({ node, describedBy, short = false }: ChooseFileProps) {
  const keeping = useKeeping();
  const choose = (): void =>
    attempt(async () => {
      const { pickTextFile } = await import("../kit/filePickers.ts");
      const file = await pickTextFile();
      if (file !== null) fileActions.takeOwnText(keeping, file, node);
    });
  return (
    <button
      type="button"
      className="field-choose nodrag"
      aria-label={`Choose a file… for ${node}`}
      aria-describedby={describedBy}
      title="A .txt in UTF-8, up to 8 MiB. You can also drop it on the node."
      onClick={choose}
    >
      {short ? "File…" : "Choose a file…"}
    </button>
  );
}
