import { useMemo } from "react";
import { useKeeping } from "../keeping/useKeeping.ts";
import { CommandButton } from "../kit/commands/CommandButton.tsx";
import { FileMenu } from "../files/FileMenu.tsx";
import { RunBar } from "../debugger/RunBar.tsx";
import { SavedState } from "../files/SavedState.tsx";
import { gallery, help, lesson, present, share } from "./commands/pageCommands.ts";
import { ThemeButton } from "./ThemeButton.tsx";
import { TitleField } from "./TitleField.tsx";
import { UndoButtons } from "./UndoButtons.tsx";
import "./topBar.css";

/** Shows the document on the left, running it in the middle, files and sharing on the right. */
export function TopBar({ withRunBar }: { readonly withRunBar: boolean }) {
  const keeping = useKeeping();
  const scope = useMemo(() => ({ editor: keeping, sources: [] }), [keeping]);
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
        <CommandButton command={gallery} scope={scope} data-word="brief" />
        <CommandButton command={lesson} scope={scope} data-word />
        <CommandButton command={share} scope={scope} data-word="brief" />
        <CommandButton
          command={present}
          scope={scope}
          iconOnly
          data-quiet
          data-place="present"
          aria-pressed={undefined}
        />
        <ThemeButton />
        <CommandButton command={help} scope={scope} iconOnly data-quiet />
      </div>
    </header>
  );
}
