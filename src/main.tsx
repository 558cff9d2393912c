import { startEditor } from "./editor/startEditor.tsx";
import type { SessionHost } from "./editor/sessionLink.ts";
import type { ClientMessage, HostMessage } from "./session/protocol.ts";

/** Starts a session in a worker of its own. */
function startSession(): SessionHost {
  const worker = new Worker(new URL("./worker/worker.ts", import.meta.url), { type: "module", name: "session" });
  // A worker does not know the page's address, and so not where the data sets lie.
  worker.postMessage(new URL("data/", document.baseURI).href);
  return {
    channel: {
      send: (message: ClientMessage, transfer = []) => worker.postMessage(message, [...transfer]),
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

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
void startEditor(root, startSession);
