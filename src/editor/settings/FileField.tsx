import { formatCount } from "../../base/formatNumber.ts";
import { textFileOf } from "../../graph/textFiles.ts";
import { ChooseFile } from "./ChooseFile.tsx";
import type { FieldProps } from "./fieldProps.ts";

/** Shows the text file that a node learns from, and a way to choose another one. */
export function FileField({ id, node, describedBy, explained = false }: FieldProps) {
  const file = textFileOf(node);
  return (
    <>
      <output id={id} className="field-file" title={file?.name}>
        {file?.name ?? "none yet"}
      </output>
      {explained && file !== null && (
        <p className="field-file-facts" title={`SHA-256 ${file.sha256}`}>
          {file.bytes !== null && `${formatCount(file.bytes)} bytes, `}
          SHA-256 {file.sha256.slice(0, 8)}…
        </p>
      )}
      <ChooseFile node={node.id} describedBy={describedBy} />
    </>
  );
}
