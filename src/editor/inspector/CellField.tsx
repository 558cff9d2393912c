import { formatIndex } from "../../views/formatDims.ts";
import { typedNumber } from "../../nodes/settings/numberTable.ts";
import { useRunner } from "../runner/useRunner.ts";
import { TextField } from "../document/fields/TextField.tsx";

interface Props {
  readonly node: string;
  readonly name: string;
  readonly index: readonly number[];
  /** All digits of the number that is there. */
  readonly text: string;
}

/** Shows a parameter's number, to be typed over. */
export function CellField({ node, name, index, text }: Props) {
  const { cells } = useRunner();
  const label = `${node}.${name}${formatIndex(index)}`;
  return (
    <TextField
      label={`${label} =`}
      className="field cell-field"
      mono
      value={text}
      refuse={(typed) =>
        typedNumber(typed) === null ? `expected a number, as 0.5, -1e-3 or inf, got "${typed}"` : null
      }
      onCommit={(typed) => {
        const value = typedNumber(typed);
        if (value !== null) cells.write(node, name, [{ index, value }], `type ${label} ${typed}`);
      }}
    />
  );
}
