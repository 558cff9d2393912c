import workerAddress from "virtual:session-worker";
import { startEditor } from "./editor/startEditor.tsx";
import { workerHost } from "./editor/workerHost.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

void startEditor(root, () => {
  const worker = new Worker(workerAddress, { type: "module", name: "session" });
  return workerHost(worker, new URL("data/", document.baseURI).href);
});
