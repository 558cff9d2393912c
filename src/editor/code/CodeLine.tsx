import { memo } from "react";
import type { Pass } from "../../protocol/instructionReport.ts";
import { canvasView } from "../document/canvasView.ts";
import { useDocument } from "../document/documentStore.ts";
import { ariaKeys } from "../kit/keys/keys.ts";
import { onBreakpointKey } from "../pictures/breakpoint/onBreakpointKey.ts";
import { BreakpointToggle } from "../pictures/breakpoint/BreakpointToggle.tsx";
import { toggleBreakpoint } from "../runner/commands/toggleBreakpoint.ts";
import { useBreakpoints } from "../runner/useBreakpoints.ts";
import { codeKey } from "./codeKey.ts";
import type { Piece } from "./colourRows.ts";
import type { CodeRow } from "./codeRows.ts";

interface Props {
  readonly row: CodeRow;
  readonly at: number;
  /** The pass that the cursor stands before, where it stands before this line. */
  readonly pass: Pass | null;
  readonly isCurrent: boolean;
  /** Whether it is the call that the current line runs in. */
  readonly isWithin: boolean;
  readonly isSelected: boolean;
  readonly withBreakpoint: boolean;
  /** Its text. */
  readonly pieces: readonly Piece[];
  /** Shape and first numbers, as far as there is room; empty for none. */
  readonly value: string;
  /** The same with all that are known. */
  readonly fullValue: string;
  /** Whether they stand below the line. */
  readonly isBelow: boolean;
  readonly tabStop: boolean;
  readonly onFocus: (key: string) => void;
}

const arrows: Readonly<Record<Pass, string>> = { forward: "▸", backward: "◂", update: "▸" };

/** Shows a line of code with its margin, and with the numbers that it made at its end. A press on it selects its node. */
export const CodeLine = memo(function CodeLine(props: Props) {
  const { row, at, pass, isCurrent, isWithin, isSelected, withBreakpoint, pieces, value, fullValue, isBelow } = props;
  const node = row.line?.node ?? null;
  return (
    <li
      className="code-row"
      data-at={at}
      data-pass={pass ?? undefined}
      data-within={isWithin || undefined}
      data-selected={isSelected || undefined}
    >
      <span className="code-margin">
        {withBreakpoint && node !== null && <BreakpointToggle node={node} pass="all" tabStop={false} />}
        <span className="code-number" aria-hidden="true">
          {isCurrent && pass !== null ? arrows[pass] : row.number}
        </span>
      </span>
      {node === null || row.text === "" ? (
        <Code className="code-line" pieces={pieces} />
      ) : (
        <NodeLine {...props} node={node} />
      )}
      {value !== "" && (
        <span
          className="code-value"
          data-below={isBelow || undefined}
          data-tip={fullValue === value ? undefined : fullValue}
        >
          {value}
        </span>
      )}
    </li>
  );
});

function NodeLine({ row, pieces, node, isCurrent, tabStop, onFocus }: Props & { readonly node: string }) {
  const select = useDocument((state) => state.select);
  const toggle = useBreakpoints((state) => state.toggle);
  return (
    <button
      type="button"
      className="code-line code-line-button"
      tabIndex={tabStop ? 0 : -1}
      aria-current={isCurrent ? "step" : undefined}
      aria-keyshortcuts={ariaKeys(toggleBreakpoint.keys)}
      onFocus={() => onFocus(codeKey(row))}
      onKeyDown={onBreakpointKey(() => toggle(node, "all"))}
      onClick={() => {
        select({ nodes: [node] });
        canvasView.current.reveal(node);
      }}
    >
      <Code pieces={pieces} />
    </button>
  );
}

interface CodeProps {
  readonly pieces: readonly Piece[];
  readonly className?: string;
}

function Code({ pieces, className }: CodeProps) {
  return (
    <code className={className}>
      {pieces.map(({ text, kind, title }, at) =>
        kind === null ? (
          text
        ) : (
          <span key={at} data-kind={kind} data-tip={title}>
            {text}
          </span>
        ),
      )}
    </code>
  );
}
