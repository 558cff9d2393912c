import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import "./splitter.css";

interface Props {
  readonly label: string;
  /** Which way the panel that it sizes lies. */
  readonly panel: "left" | "right" | "below";
  readonly open: boolean;
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Without it the panel only opens and closes. */
  readonly onSize?: (size: number) => void;
  readonly onToggle?: (open: boolean) => void;
  /** Gives the panel its own size back: with a double click, or Delete. */
  readonly onReset?: () => void;
}

const closeIcon: Record<Props["panel"], IconName> = { left: "left", right: "right", below: "down" };
const openIcon: Record<Props["panel"], IconName> = { left: "right", right: "left", below: "up" };

/** Shows the edge of a panel: drag or arrow keys size it, Enter or its chevron closes and opens it. */
export function Splitter({ label, panel, open, size, min, max, onSize, onToggle, onReset }: Props) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const below = panel === "below";
  const clamp = (wanted: number): number => Math.round(Math.min(max, Math.max(min, wanted)));
  const position = (event: PointerEvent): number => (below ? event.clientY : event.clientX);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (onSize === undefined || !open || event.button !== 0) return;
    start.current = { at: position(event), size };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current === null) return;
    const moved = position(event) - start.current.at;
    onSize?.(clamp(start.current.size + (panel === "left" ? moved : -moved)));
  };
  const onPointerUp = (): void => {
    start.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const grow = panel === "left" ? "ArrowRight" : below ? "ArrowUp" : "ArrowLeft";
    const shrink = panel === "left" ? "ArrowLeft" : below ? "ArrowDown" : "ArrowRight";
    if (event.key === "Enter" && onToggle !== undefined) onToggle(!open);
    else if (event.key === grow && open) onSize?.(clamp(size + 16));
    else if (event.key === shrink && open) onSize?.(clamp(size - 16));
    else if (event.key === "Delete" && open && onReset !== undefined) onReset();
    else return;
    event.preventDefault();
  };

  return (
    <div
      className="splitter"
      data-panel={panel}
      data-open={open || undefined}
      data-sizes={onSize !== undefined || undefined}
    >
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={below ? "horizontal" : "vertical"}
        aria-valuenow={open ? size : 0}
        aria-valuemin={0}
        aria-valuemax={max}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={onReset}
        onKeyDown={onKeyDown}
      />
      {onToggle !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={open ? `Close: ${label}` : `Open: ${label}`}
          onClick={() => onToggle(!open)}
        >
          <Icon name={open ? closeIcon[panel] : openIcon[panel]} size={12} />
        </button>
      )}
    </div>
  );
}
