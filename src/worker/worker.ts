import { serveSession } from "../session/host.ts";
import type { ClientMessage, HostMessage } from "../session/protocol.ts";
import { datasetLoader } from "./datasetLoader.ts";
import { macrotasks } from "./macrotasks.ts";

/** The worker's composition root: one session, served on `self`. */
function serve(dataFolder: string): void {
  serveSession(
    {
      send: (message: HostMessage, transfer: readonly ArrayBuffer[] = []) =>
        self.postMessage(message, { transfer: [...transfer] }),
      receive: (receiver) =>
        self.addEventListener("message", ({ data }: MessageEvent<ClientMessage>) => receiver(data)),
    },
    { now: () => performance.now(), defer: macrotasks(), loadDataset: datasetLoader(dataFolder) },
  );
}

// The first message is the address of the folder of data sets: a worker does not know the page's.
self.addEventListener("message", ({ data }: MessageEvent<string>) => serve(data), { once: true });
