import { useLayoutEffect, useRef } from "react";
import { useRunner } from "../runner/useRunner.ts";
import { thumbnails } from "./thumbnails.ts";
import type { Preview } from "../../protocol/preview.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

interface LiveTextProps extends TensorRef {
  readonly flowId: string;
  /** What to write, given the tensor's newest picture. The same function from render to render. */
  readonly text: (preview: Preview | undefined) => string;
  readonly title?: string;
}

/** Characters beyond which a text is set smaller, to fit into a card: `0.3138` is not, `2.8641e-05` is. */
const LONG = 8;

/**
 * Shows a text on a card about a tensor's numbers. Written without React: it changes with every frame of a training.
 */
export function LiveText({ flowId, node, port, side, text, title }: LiveTextProps) {
  const { previews } = useRunner();
  const element = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const write = (target: HTMLElement): void => {
      const now = text(previews.get(node, port, side));
      if (target.textContent === now) return;
      target.textContent = now;
      target.toggleAttribute("data-long", now.length > LONG);
    };
    return thumbnails.add({ flowId, node, port, side, element: element.current, noPicture: true, write });
  }, [previews, flowId, node, port, side, text]);
  const hold = (held: HTMLElement | null): void => {
    element.current = held;
  };
  // What comes out of a node is its value.
  return side === "grad" ? (
    <span ref={hold} className="live-text" title={title} />
  ) : (
    <output ref={hold} aria-live="off" title={title} />
  );
}
