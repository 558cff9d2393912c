import { serveSession } from "../session/host/serveSession.ts";
import { datasetLoader } from "./datasetLoader.ts";
import { macrotasks } from "./macrotasks.ts";
import { textFileLoader } from "./textFileLoader.ts";
import type { ClientMessage, HostMessage } from "../protocol/channel.ts";

/** What a worker cannot know by itself: the address of the folder of data sets, and where to ask for the reader's texts. */
interface Places {
  readonly dataFolder: string;
  readonly texts: MessagePort;
}

/** The worker's composition root: one session, served on `self`. */
function serve({ dataFolder, texts }: Places): void {
  serveSession(
    {
      send: (message: HostMessage, transfer: readonly ArrayBuffer[] = []) =>
        self.postMessage(message, { transfer: [...transfer] }),
      receive: (receiver) =>
        self.addEventListener("message", ({ data }: MessageEvent<ClientMessage>) => receiver(data)),
    },
    {
      loadBackend: async () => (await import("./fastBackend.ts")).fastBackend(),
      now: () => performance.now(),
      defer: macrotasks(),
      wait: (milliseconds, callback) => void setTimeout(callback, milliseconds),
      loadDataset: datasetLoader(dataFolder),
      loadTextFile: textFileLoader(texts),
    },
  );
}

// The first message says where things are.
self.addEventListener("message", ({ data }: MessageEvent<Places>) => serve(data), { once: true });
