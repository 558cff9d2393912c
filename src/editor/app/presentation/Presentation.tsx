import { lazyPart } from "../../kit/lazyPart.tsx";

const name = "The presentation";

// With the inspector, most of whose code it shares.
const Selected = lazyPart(name, async () => (await import("../../inspector/Selected.tsx")).Selected);

/** Shows the node that the presentation is about. */
export function PresentedNode() {
  return <Selected presented />;
}

/** Shows the presentation's lower edge. */
export const PresentationBar = lazyPart(name, async () => (await import("./PresentationBar.tsx")).PresentationBar);
