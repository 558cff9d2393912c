import { serveSession } from "../../src/session/host/serveSession.ts";
import type { TextSources } from "../../src/session/host/loadedTexts.ts";
import { memoryChannel } from "../../src/session/host/memoryChannel.ts";
import { backend } from "../fastest.ts";
import type { Channel, ClientMessage, HostMessage } from "../../src/protocol/channel.ts";

const noTexts: TextSources = {
  loadDataset: () => Promise.reject(new Error("no data set is used here")),
  loadTextFile: () => Promise.reject(new Error("no file is used here")),
};

/** A session on this thread, with a clock of which every look takes 1 ms; the client's end of its channel. */
export function localSession(texts: Partial<TextSources> = {}): Channel<ClientMessage, HostMessage> {
  const [hostEnd, clientEnd] = memoryChannel<HostMessage, ClientMessage>();
  let time = 0;
  serveSession(hostEnd, {
    backend,
    now: () => time++,
    defer: (callback) => void setImmediate(callback),
    wait: (_milliseconds, callback) => void setImmediate(callback),
    ...noTexts,
    ...texts,
  });
  return clientEnd;
}
