import { lazyPart } from "../kit/lazyPart.tsx";
import { Menu } from "../kit/commands/Menu.tsx";

const FileMenuItems = lazyPart("The menu", async () => (await import("./FileMenuItems.tsx")).FileMenuItems);

/** Offers new, open, the documents of this browser, save, export and checkpoints. */
export function FileMenu() {
  return <Menu label="File" hint="New, open, your documents, save, export, checkpoints" Items={FileMenuItems} />;
}
