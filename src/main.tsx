import { createRoot } from "react-dom/client";
import { App } from "./editor/App.tsx";
import { linkSession, type SessionHost } from "./editor/sessionLink.ts";
import type { ClientMessage, HostMessage } from "./session/protocol.ts";

/** Starts a session in a worker of its own. */
function startSession(): SessionHost {
  const worker = new Worker(new URL("./worker/worker.ts", import.meta.url), { type: "module", name: "session" });
  worker.postMessage(new URL("data/", document.baseURI).href);
  return {
    channel: {
      send: (message: ClientMessage, transfer = []) => worker.postMessage(message, [...transfer]),
      receive: (receiver) => {
        worker.onmessage = (event: MessageEvent<HostMessage>) => receiver(event.data);
      },
    },
    onEnd: (listener) => {
      worker.onerror = (event) => listener(event.message || "the worker could not be loaded");
      worker.onmessageerror = () => listener("a message could not be read");
    },
    end: () => worker.terminate(),
  };
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
linkSession(startSession);
createRoot(root).render(<App />);
