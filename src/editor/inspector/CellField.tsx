import { formatIndex } from "../../views/formatDims.ts";
import { writeCells } from "../handsOn.ts";
import { TextField } from "./TextField.tsx";

interface Props {
  readonly node: string;
  readonly name: string;
  readonly index: readonly number[];
  /** All digits of the number that is there. */
  readonly text: string;
}

/** A parameter's number, to be typed over. */
export function CellField({ node, name, index, text }: Props) {
  const label = `${node}.${name}${formatIndex(index)}`;
  return (
    <TextField
      label={`${label} =`}
      className="field cell-field"
      mono
      value={text}
      refuse={(typed) =>
        parseNumber(typed) === null ? `expected a number, as 0.5, -1e-3 or inf, got "${typed}"` : null
      }
      onCommit={(typed) => {
        const value = parseNumber(typed);
        if (value !== null) writeCells(node, name, [{ index, value }], `type ${label} ${typed}`);
      }}
    />
  );
}

const notFinite: Readonly<Record<string, number>> = { inf: Infinity, "-inf": -Infinity, nan: Number.NaN };

/** A number as Python would read it; null for what is none. */
function parseNumber(text: string): number | null {
  const typed = text.trim().toLowerCase();
  if (Object.hasOwn(notFinite, typed)) return notFinite[typed]!;
  const value = Number(typed);
  return typed === "" || !Number.isFinite(value) ? null : value;
}
