import { Command, CommanderError } from "commander";
import { commands } from "./commands/commands.ts";
import { backendWords, chosenBackend } from "./terminal/chosenBackend.ts";
import { CommandEnd, EXIT } from "./terminal/exitCode.ts";
import { print, type Terminal } from "./terminal/terminal.ts";

/**
 * Runs what was typed after `wiregrad`.
 *
 * @param version the package's.
 * @returns the exit code. Throws only what is a bug.
 */
export async function commandLine(typed: readonly string[], terminal: Terminal, version: string): Promise<number> {
  let code: number = EXIT.done;
  const program = new Command("wiregrad")
    .description("Runs, trains, checks and converts Wiregrad graphs with the editor's own engine.")
    .version(version, "-v, --version", "say the version, and the backend that runs here")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError("(--help says what can be typed)");
  for (const { name, summary, declare } of commands) {
    declare(program.command(name).description(summary), async (task) => {
      code = await task(terminal);
    });
  }
  try {
    await program.parseAsync(typed, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommandEnd) {
      terminal.stderr.write(`${error.message}\n`);
      return error.code;
    }
    // Commander has written the version.
    if (error instanceof CommanderError && error.code === "commander.version") {
      print(terminal, [`backend: ${backendWords(await chosenBackend(undefined, terminal))}`]);
    }
    // Commander has said what is wrong; --help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.commandIsWrong;
    throw error;
  }
}
