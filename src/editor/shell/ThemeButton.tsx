import { useMantineColorScheme } from "@mantine/core";
import { BarButton } from "./BarButton.tsx";

const after = { light: "dark", dark: "auto", auto: "light" } as const;
const names = { light: "light", dark: "dark", auto: "as the system" } as const;

/** Light, dark, or as the system has it; remembered. */
export function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = after[colorScheme];
  return (
    <BarButton
      label={`Theme: ${names[colorScheme]}`}
      icon={colorScheme}
      iconOnly
      data-quiet
      hint={`Theme: ${names[colorScheme]}. Press for ${names[next]}.`}
      onClick={() => setColorScheme(next)}
    />
  );
}
