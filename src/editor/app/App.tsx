import { Dialogs } from "./Dialogs.tsx";
import { FileDrop } from "../files/FileDrop.tsx";
import "./layout.css";
import { NarrowLayout } from "./NarrowLayout.tsx";
import { Tip } from "../kit/Tip.tsx";
import { useMediaQuery } from "../kit/useMediaQuery.ts";
import { WideLayout } from "./WideLayout.tsx";
import "./theme.css";

/** Shows the whole editor. */
export function App() {
  const narrow = useMediaQuery("(max-width: 820px)");
  return (
    <>
      {narrow ? <NarrowLayout /> : <WideLayout />}
      <Dialogs />
      <FileDrop />
      <Tip />
    </>
  );
}
