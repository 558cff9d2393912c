import { fileCommands } from "../keeping/commands/fileCommands.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { Menu } from "../kit/commands/Menu.tsx";

/** Offers new, open, the documents of this browser, and save. */
export function FileMenu() {
  return (
    <Menu label="File" hint="New, open, your documents, save to a file" groups={fileCommands} editor={useKeeping()} />
  );
}
