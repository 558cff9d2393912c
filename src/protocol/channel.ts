import type { Diagnostic } from "../base/diagnostic.ts";
import type { Progress } from "./progress.ts";
import type { GraphChange } from "./document/graphChange.ts";
import type { Request } from "./request.ts";

/** Describes a message port: a Worker, `self` in a worker, or one end of an in-memory pair. */
export interface Channel<Out, In> {
  readonly send: (message: Out, transfer?: readonly ArrayBuffer[]) => void;
  /** Sets the one receiver. */
  readonly receive: (receiver: (message: In) => void) => void;
}

/** Is a request as it is sent: of an edited document, what is not in the one that was sent before. */
export type SentRequest =
  | Exclude<Request, { type: "edit" }>
  | (Omit<Extract<Request, { type: "edit" }>, "graph"> & { readonly change: GraphChange });

/** Holds what a client sends to a host. `run` counts the documents opened: an answer of an earlier run is dropped. */
export type ClientMessage =
  | { readonly kind: "request"; readonly id: number; readonly run: number; readonly request: SentRequest }
  | {
      readonly kind: "question";
      readonly id: number;
      readonly run: number;
      readonly type: string;
      readonly args: unknown;
    }
  | { readonly kind: "ack"; readonly run: number };

/** Holds what a host sends to a client. */
export type HostMessage =
  | { readonly kind: "reply"; readonly id: number; readonly run: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly run: number; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "progress"; readonly run: number; readonly progress: Progress }
  | { readonly kind: "failure"; readonly run: number; readonly message: string };
