import { afterFrame } from "../kit/afterFrame.ts";
import { outputTensors } from "./outputTensors.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { Preview, Watch } from "../../protocol/preview.ts";
import type { Side, TensorRef } from "../../protocol/tensorRef.ts";

const keyOf = (ref: TensorRef): string => `${ref.side} ${ref.port} ${ref.node}`;

const wanted = new Map<string, readonly Watch[]>();
const newest = new Map<string, Preview>();
const listeners = new Set<() => void>();
let send: ((watches: readonly Watch[]) => void) | null = null;
let sent = "";
let sending = false;
let announcing = false;

/** All that is asked for, each tensor once and as large as anybody wants it. */
function union(): Watch[] {
  const all = new Map<string, Watch>();
  for (const watches of wanted.values()) {
    for (const watch of watches) {
      const key = keyOf(watch);
      const other = all.get(key);
      all.set(key, {
        ...watch,
        maxRows: Math.max(watch.maxRows, other?.maxRows ?? 0),
        maxColumns: Math.max(watch.maxColumns, other?.maxColumns ?? 0),
      });
    }
  }
  return [...all.values()];
}

/** Many parts of the page ask at once while it is drawn; the session hears of it once. */
function sendSoon(): void {
  if (sending) return;
  sending = true;
  setTimeout(() => {
    sending = false;
    const watches = union();
    const text = JSON.stringify(watches);
    if (text === sent || send === null) return;
    sent = text;
    send(watches);
  }, 0);
}

function announce(): void {
  if (announcing) return;
  announcing = true;
  afterFrame(() => {
    announcing = false;
    for (const listener of listeners) listener();
  });
}

/** Small pictures of the tensors that are on the screen. Not a store of React's: whoever draws reads it each frame. */
export const previews = {
  /** Says what `owner` shows, replacing what it said before; an empty list takes it back. */
  request(owner: string, watches: readonly Watch[]): void {
    if (watches.length === 0) wanted.delete(owner);
    else wanted.set(owner, watches);
    sendSoon();
  },

  /** The newest picture of a tensor. It may be larger than asked for: somebody else shows more of it. */
  get(node: string, port: string, side: Side): Preview | undefined {
    return newest.get(keyOf({ node, port, side }));
  },

  /** Calls the listener after pictures came or went, at most once a frame. Returns how to stop. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Hands over where watch lists go; the whole list is sent again. For the link to the session. */
  connect(sender: (watches: readonly Watch[]) => void): void {
    send = sender;
    sent = "";
    sendSoon();
  },

  /** Takes new pictures in. For the link to the session. */
  deliver(arrived: readonly Preview[]): void {
    if (arrived.length === 0) return;
    for (const preview of arrived) newest.set(keyOf(preview), preview);
    announce();
  },

  /** Drops the pictures of what is no longer planned, or has another shape now. For the link to the session. */
  prune(plan: PlanReport): void {
    let dropped = false;
    for (const [key, preview] of newest) {
      const report = Object.hasOwn(plan.nodes, preview.node) ? plan.nodes[preview.node] : undefined;
      const outputs = report?.status === "ready" ? outputTensors(report.outputs) : [];
      const output = outputs.find(({ port }) => port === preview.port)?.report;
      const called = ({ name }: { readonly name: string }): boolean => name === preview.port;
      const shape = (output ?? report?.parameters.find(called) ?? report?.buffers.find(called))?.shape;
      if (shape !== undefined && shape.join() === preview.shape.join()) continue;
      newest.delete(key);
      dropped = true;
    }
    if (dropped) announce();
  },

  /** Drops every picture: another document was opened. For the link to the session. */
  forget(): void {
    if (newest.size === 0) return;
    newest.clear();
    announce();
  },
};
