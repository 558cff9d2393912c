import { MantineProvider } from "@mantine/core";
import { Canvas } from "./canvas/Canvas.tsx";
import { Palette } from "./canvas/Palette.tsx";
import { Inspector } from "./inspector/Inspector.tsx";
import "./mantine.css";
import "./theme.css";
import { theme } from "./theme.ts";

/** The whole editor. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <Palette />
      <Canvas />
      <Inspector />
    </MantineProvider>
  );
}
