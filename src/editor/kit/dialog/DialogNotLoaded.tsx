import { Dialog } from "./Dialog.tsx";
import { NotLoaded } from "../NotLoaded.tsx";

/** Shows the same for a dialogue, which has its place over the page. */
export function DialogNotLoaded(props: Parameters<typeof NotLoaded>[0]) {
  return (
    <Dialog title="Not loaded">
      <NotLoaded {...props} />
    </Dialog>
  );
}
