import { connectSession, type SessionClient } from "../../session/client.ts";
import type { Channel, ClientMessage, HostMessage } from "../../protocol/channel.ts";
import type { Progress } from "../../protocol/progress.ts";
import { notify } from "../kit/noticeStore.ts";
import { Watchdog } from "./watchdog.ts";

/** Describes a running session that can be talked to, and that can end. */
export interface SessionHost {
  readonly channel: Channel<ClientMessage, HostMessage>;
  /** Sets who is told when the session has ended by itself, and why; null when its code could not be loaded. */
  readonly onEnd: (listener: (reason: string | null) => void) => void;
  readonly end: () => void;
}

interface Listener {
  readonly onConnect: () => void;
  readonly onProgress: (progress: Progress, acknowledge: () => void) => void;
  /** The session is gone, for this reason. */
  readonly onFailure: (sentence: string) => void;
  /** The document is to be opened again, in another session. */
  readonly resume: (evaluate: boolean) => void;
  /** Whether the session works without being asked. */
  readonly isAtWork: () => boolean;
}

interface Link {
  readonly host: SessionHost;
  readonly client: SessionClient;
}

/**
 * Is the connection to a session: it counts what is asked, notices silence, and starts another session after a fault.
 */
export class Connection {
  readonly #startHost: () => SessionHost;
  readonly #listener: Listener;
  readonly #watchdog: Watchdog;
  #link: Link | null = null;
  /** Requests that were not answered yet. */
  #pending = 0;
  /** Times of the last restarts, to stop when a document ends every session. */
  #restarts: number[] = [];

  constructor(startHost: () => SessionHost, listener: Listener) {
    this.#startHost = startHost;
    this.#listener = listener;
    const message = "The engine has not answered for 10 seconds. It may be at work on something large, or it is gone.";
    const action = { label: "Start it again", run: () => this.#restart("it did not answer") };
    this.#watchdog = new Watchdog(
      () => this.#pending > 0 || listener.isAtWork(),
      () => notify({ kind: "error", message, action }),
    );
  }

  get isOpen(): boolean {
    return this.#link !== null;
  }

  /** Connects to a session, unless there is one. */
  open(): void {
    if (this.#link !== null) return;
    const host = this.#startHost();
    const client = connectSession(host.channel, {
      onProgress: (progress, acknowledge) => {
        this.#watchdog.heard();
        this.#listener.onProgress(progress, acknowledge);
      },
      onFailure: (reason) => this.#restart(reason),
    });
    host.onEnd((reason) => (reason === null ? this.#notLoaded() : this.#restart(reason)));
    this.#pending = 0;
    this.#link = { host, client };
    this.#listener.onConnect();
  }

  /** Starts to watch whether the session answers. */
  watch(): void {
    this.#watchdog.start();
  }

  close(): void {
    this.#watchdog.stop();
    this.#end();
  }

  /** Has the session do something; connects first where there is none. */
  readonly request: SessionClient["request"] = (type, args) => this.#send((client) => client.request(type, args));

  /** Asks the session a question; connects first where there is none. */
  readonly ask: SessionClient["ask"] = (type, args) => this.#send((client) => client.ask(type, args));

  /** Sends something, and counts it until it is answered. */
  #send<Reply>(send: (client: SessionClient) => Promise<Reply>): Promise<Reply> {
    this.open();
    if (this.#pending === 0) this.#watchdog.heard();
    this.#pending++;
    return send(this.#link!.client).finally(() => {
      this.#pending = Math.max(0, this.#pending - 1);
      this.#watchdog.heard();
    });
  }

  #end(): void {
    this.#link?.host.end();
    this.#link = null;
  }

  /** The session ended: starts another one where the newest checkpoint stands. */
  #restart(reason: string): void {
    this.#end();
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((time) => now - time < 20_000), now];
    const sentence = `The engine stopped (${reason.split("\n")[0]}).`;
    const { onFailure, resume } = this.#listener;
    onFailure(sentence);
    if (this.#restarts.length > 3) {
      const action = { label: "Start it again", run: () => resume(false) };
      notify({ kind: "error", message: `${sentence} It keeps stopping with this graph; your graph is safe.`, action });
      return;
    }
    resume(this.#restarts.length < 2);
    notify({ kind: "error", message: `${sentence} It was started again from the last saved state.` });
  }

  /** The session's code could not be had: it is tried again when the reader wants, and once the network is back. */
  #notLoaded(): void {
    this.#end();
    const failure = "The engine could not be loaded: you may be offline, or a new version is out.";
    this.#listener.onFailure(failure);
    const again = (): void => {
      removeEventListener("online", again);
      if (!this.isOpen) this.#listener.resume(true);
    };
    addEventListener("online", again);
    const message = `${failure} Your graph is safe. If trying again does not help, reload the page.`;
    notify({ kind: "error", message, action: { label: "Try again", run: again } });
  }
}
