import { Tooltip } from "@mantine/core";
import { forwardRef, type ComponentPropsWithoutRef } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import "./bar.css";

interface Props extends Omit<ComponentPropsWithoutRef<"button">, "children"> {
  /** The accessible name, and the text unless only the icon shows. */
  readonly label: string;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  /** What it does and its key; shown on hover and focus. */
  readonly hint?: string;
  /** Why it cannot be used now. It stays reachable, so that the reason can be read. */
  readonly unavailable?: string | null;
  readonly primary?: boolean;
}

/** A button of the bars. */
export const BarButton = forwardRef<HTMLButtonElement, Props>(function BarButton(
  { label, icon, iconOnly = false, hint, unavailable = null, primary = false, onClick, ...rest },
  ref,
) {
  const tip = unavailable ?? hint ?? label;
  return (
    <Tooltip label={tip} openDelay={350} multiline maw={320} events={{ hover: true, focus: true, touch: false }}>
      <button
        ref={ref}
        type="button"
        className="bar-button"
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
    </Tooltip>
  );
});
