import type { ComponentPropsWithRef } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import "./bar.css";

interface Props extends Omit<ComponentPropsWithRef<"button">, "children"> {
  /** The accessible name, and the text unless only the icon shows. */
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly iconOnly?: boolean;
  /** What it does and its key; shown on hover and focus. */
  readonly hint?: string | undefined;
  /** Why it cannot be used now. It stays reachable, so that the reason can be read. */
  readonly unavailable?: string | null;
  readonly primary?: boolean;
}

/** Shows a button of the bars. */
export function BarButton({
  label,
  icon,
  iconOnly = false,
  hint,
  unavailable = null,
  primary = false,
  onClick,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className="bar-button"
      data-tip={unavailable ?? hint ?? (iconOnly ? label : undefined)}
      data-primary={primary || undefined}
      data-icon-only={iconOnly || undefined}
      aria-label={iconOnly ? label : undefined}
      aria-disabled={unavailable !== null || undefined}
      onClick={unavailable === null ? onClick : undefined}
      {...rest}
    >
      {icon !== undefined && <Icon name={icon} />}
      {!iconOnly && <span>{label}</span>}
    </button>
  );
}
