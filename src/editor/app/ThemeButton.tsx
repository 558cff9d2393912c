import { chooseColours, useColourScheme } from "../kit/colourScheme.ts";
import { BarButton } from "../kit/BarButton.tsx";

const after = { light: "dark", dark: "auto", auto: "light" } as const;
const names = { light: "light", dark: "dark", auto: "as the system" } as const;

/** Chooses light, dark, or as the system has it; remembered. */
export function ThemeButton() {
  const choice = useColourScheme((state) => state.choice);
  const next = after[choice];
  return (
    <BarButton
      label={`Theme: ${names[choice]}`}
      icon={choice}
      iconOnly
      data-quiet
      hint={`Theme: ${names[choice]}. Press for ${names[next]}.`}
      onClick={() => chooseColours(next)}
    />
  );
}
