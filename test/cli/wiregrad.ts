import { spawn } from "node:child_process";
import { join } from "node:path";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a person would, from `cwd`. `onStdout` sees the output as it comes. */
export function wiregrad(
  args: readonly string[],
  cwd: string = process.cwd(),
  onStdout: (text: string, interrupt: () => void) => unknown = () => undefined,
  stdin = "",
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(process.cwd(), "scripts/wiregrad.mjs"), ...args], { cwd });
    child.stdin.end(stdin);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      stdout += part;
      onStdout(stdout, () => child.kill("SIGINT"));
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
