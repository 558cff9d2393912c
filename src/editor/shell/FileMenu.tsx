import { Menu } from "@mantine/core";
import { BarButton } from "./BarButton.tsx";
import { open, save, saveAs, startNew } from "./files.ts";

/** New, open and save. */
export function FileMenu() {
  return (
    <Menu position="bottom-end" offset={4} shadow="md" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <BarButton label="File" hint="New, open, save" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void startNew()}>New</Menu.Item>
        <Menu.Item rightSection={<kbd>Ctrl O</kbd>} onClick={() => void open()}>
          Open …
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item rightSection={<kbd>Ctrl S</kbd>} onClick={() => void save()}>
          Save
        </Menu.Item>
        <Menu.Item rightSection={<kbd>Ctrl Shift S</kbd>} onClick={() => void saveAs()}>
          Save as …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
