import { Dialogs } from "./shell/Dialogs.tsx";
import { FileDrop } from "./shell/FileDrop.tsx";
import "./shell/layout.css";
import { NarrowLayout } from "./shell/NarrowLayout.tsx";
import { Notices } from "./shell/Notices.tsx";
import { Tip } from "./shell/Tip.tsx";
import { useMediaQuery } from "./shell/useMediaQuery.ts";
import { WideLayout } from "./shell/WideLayout.tsx";
import "./theme.css";

/** The whole editor. */
export function App() {
  const narrow = useMediaQuery("(max-width: 820px)");
  return (
    <>
      {narrow ? <NarrowLayout /> : <WideLayout />}
      {narrow && <Notices />}
      <Dialogs />
      <FileDrop />
      <Tip />
    </>
  );
}
