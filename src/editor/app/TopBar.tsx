import { useKeeping } from "../keeping/useKeeping.ts";
import { startLesson } from "../lesson/startLesson.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { useDialog } from "../kit/dialogStore.ts";
import { FileMenu } from "../files/FileMenu.tsx";
import { RunBar } from "../debugger/RunBar.tsx";
import { SavedState } from "../files/SavedState.tsx";
import { attempt } from "../kit/attempt.ts";
import { ThemeButton } from "./ThemeButton.tsx";
import { TitleField } from "./TitleField.tsx";
import { UndoButtons } from "./UndoButtons.tsx";
import "./topBar.css";

/** The document on the left, running it in the middle, files and sharing on the right. */
export function TopBar({ withRunBar }: { readonly withRunBar: boolean }) {
  const keeping = useKeeping();
  return (
    <header className="top-bar">
      <div className="top-document">
        <h1>wiregrad</h1>
        <div className="top-title">
          <TitleField />
          <SavedState />
        </div>
      </div>
      {withRunBar && <RunBar />}
      <div className="top-actions">
        <UndoButtons />
        <FileMenu />
        <BarButton label="Gallery" hint="Example graphs" onClick={() => useDialog.setState({ open: "gallery" })} />
        <BarButton
          label="Lesson"
          hint="A guided walk through the model, chapter by chapter; it goes on where you left it"
          onClick={() => void startLesson(keeping)}
        />
        <BarButton
          label="Share"
          hint="Copies a link that carries the graph"
          onClick={() => attempt(async () => (await import("../files/share.ts")).share())}
        />
        <ThemeButton />
        <BarButton
          label="Help"
          icon="help"
          iconOnly
          data-quiet
          hint="Help and keys (?)"
          onClick={() => useDialog.setState({ open: "help" })}
        />
      </div>
    </header>
  );
}
