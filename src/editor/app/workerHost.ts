import type { TextFile } from "../../base/textFile.ts";
import { ownTexts } from "../keeping/ownTexts.ts";
import type { SessionHost } from "../runner/connection.ts";
import type { HostMessage } from "../../protocol/channel.ts";

/**
 * Returns a session that is served in a worker. `dataFolder` is the address of the data sets, which a worker does not
 * know.
 */
export function workerHost(worker: Worker, dataFolder: string): SessionHost {
  const { port1: texts, port2 } = new MessageChannel();
  // The bytes are copied on their way: the page keeps them for the next session.
  texts.onmessage = async ({ data }: MessageEvent<TextFile>) => texts.postMessage(await ownTexts.read(data));
  worker.postMessage({ dataFolder, texts: port2 }, [port2]);
  return {
    channel: {
      send: (message, transfer = []) => worker.postMessage(message, [...transfer]),
      receive: (receiver) => {
        worker.onmessage = (event: MessageEvent<HostMessage>) => receiver(event.data);
      },
    },
    onEnd: (listener) => {
      // What a worker throws has a message; a file that cannot be fetched has none.
      worker.onerror = ({ message }: { message?: string }) =>
        listener(message === undefined || message === "" ? null : message);
      worker.onmessageerror = () => listener("a message could not be read");
    },
    end: () => {
      worker.terminate();
      texts.close();
    },
  };
}
