import { MantineProvider } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import "./mantine.css";
import "./theme.css";
import { Dialogs } from "./shell/Dialogs.tsx";
import { FileDrop } from "./shell/FileDrop.tsx";
import "./shell/layout.css";
import { NarrowLayout } from "./shell/NarrowLayout.tsx";
import { Notices } from "./shell/Notices.tsx";
import { Tip } from "./shell/Tip.tsx";
import { WideLayout } from "./shell/WideLayout.tsx";
import { theme } from "./theme.ts";

/** The whole editor. */
export function App() {
  const narrow = useMediaQuery("(max-width: 820px)", undefined, { getInitialValueInEffect: false });
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      {narrow ? <NarrowLayout /> : <WideLayout />}
      <Notices />
      <Dialogs />
      <FileDrop />
      <Tip />
    </MantineProvider>
  );
}
