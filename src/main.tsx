import workerAddress from "virtual:session-worker";
import { startEditor } from "./editor/app/startEditor.tsx";
import { workerHost } from "./editor/app/workerHost.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

void startEditor(root, () => {
  const worker = new Worker(workerAddress, { type: "module", name: "session" });
  return workerHost(worker, new URL("data/", document.baseURI).href);
});
