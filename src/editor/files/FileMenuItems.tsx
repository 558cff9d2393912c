import { fileMenu } from "../keeping/commands/fileMenu.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import type { MenuItemsProps } from "../kit/commands/Menu.tsx";
import { MenuItems } from "../kit/commands/MenuItems.tsx";

/** Shows the commands of the menu File. */
export function FileMenuItems(props: MenuItemsProps) {
  return <MenuItems {...props} groups={fileMenu} editor={useKeeping()} />;
}
