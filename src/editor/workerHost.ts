import type { HostMessage } from "../session/protocol.ts";
import type { SessionHost } from "./sessionLink.ts";

/** A session that is served in a worker. `dataFolder` is the address of the data sets, which a worker does not know. */
export function workerHost(worker: Worker, dataFolder: string): SessionHost {
  worker.postMessage(dataFolder);
  return {
    channel: {
      send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      receive: (receiver) => {
        worker.onmessage = (event: MessageEvent<HostMessage>) => receiver(event.data);
      },
    },
    onEnd: (listener) => {
      worker.onerror = (event) => listener(event.message === "" ? "it could not be loaded" : event.message);
      worker.onmessageerror = () => listener("a message could not be read");
    },
    end: () => worker.terminate(),
  };
}
