import { DiagnosticError } from "../base/diagnostic.ts";

/** Fetches `<folder>/<name>.txt`. A failure is one sentence for the person who waits for the data. */
export function datasetLoader(folder: string): (name: string) => Promise<string> {
  return async (name) => {
    const address = new URL(`${encodeURIComponent(name)}.txt`, folder);
    const response = await fetch(address).catch((cause: unknown) => {
      throw DiagnosticError.of(
        `the data set ${JSON.stringify(name)} could not be loaded (${String(cause)}): you may be offline`,
      );
    });
    if (!response.ok) {
      throw DiagnosticError.of(
        `the data set ${JSON.stringify(name)} could not be loaded: the server answered ${response.status}`,
      );
    }
    return response.text();
  };
}
