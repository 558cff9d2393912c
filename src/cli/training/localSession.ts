import { readFile } from "node:fs/promises";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { connectSession, type ClientListener, type SessionClient } from "../../session/client.ts";
import { serveSession } from "../../session/host/serveSession.ts";
import { memoryChannel } from "../../session/host/memoryChannel.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { PACKAGE_FOLDER } from "../files/packageFolder.ts";
import type { TextFiles } from "../files/textFiles.ts";
import type { ClientMessage, HostMessage } from "../../protocol/channel.ts";

/** Where the data sets lie. */
const DATA = new URL("public/data/", PACKAGE_FOLDER);

/**
 * Returns a session in this process, behind the same protocol as the editor's. `texts` finds the text files that graphs
 * name; `backend` does the arithmetic.
 */
export function localSession(listener: ClientListener, texts: TextFiles, backend: Backend): SessionClient {
  const [hostEnd, clientEnd] = memoryChannel<HostMessage, ClientMessage>();
  serveSession(hostEnd, {
    backend,
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    wait: (milliseconds, callback) => void setTimeout(callback, milliseconds),
    // A run of the command line never goes back.
    historyBytes: 0,
    loadDataset: async (name) => {
      try {
        return await readFile(new URL(`${encodeURIComponent(name)}.txt`, DATA), "utf8");
      } catch (cause) {
        throw DiagnosticError.of(`the data set ${JSON.stringify(name)} could not be read: ${String(cause)}`);
      }
    },
    loadTextFile: (file) => texts.load(file),
  });
  return connectSession(clientEnd, listener);
}
