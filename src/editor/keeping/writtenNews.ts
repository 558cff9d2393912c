/** Holds what the tabs of one browser tell one another: the id of a document whose graph was written. */
export class WrittenNews {
  readonly #channel: BroadcastChannel;

  private constructor(channel: BroadcastChannel) {
    this.#channel = channel;
  }

  /** Null where tabs cannot speak to one another, as in a test without a page. */
  static open(): WrittenNews | null {
    if (typeof document === "undefined" || typeof BroadcastChannel === "undefined") return null;
    return new WrittenNews(new BroadcastChannel("wiregrad/written"));
  }

  tell(id: string): void {
    this.#channel.postMessage(id);
  }

  /** Hears of what other tabs write. Returns how to stop. */
  listen(listener: (id: string) => void): () => void {
    const hear = ({ data }: MessageEvent): void => {
      if (typeof data === "string") listener(data);
    };
    this.#channel.addEventListener("message", hear);
    return () => this.#channel.removeEventListener("message", hear);
  }
}
