import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { check } from "./check.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";
import { run, type RunOptions } from "./run.ts";
import { sample, type SampleOptions } from "./sample.ts";

// The command line's composition root: what can be typed, and how it ends.
const wiregrad = new Command("wiregrad")
  .description("Runs and checks Wiregrad graphs with the editor's own engine.")
  .version(version(), "-v, --version", "say the version")
  .exitOverride()
  .showHelpAfterError("(--help says what can be typed)");

wiregrad
  .command("run")
  .description("train a graph from its seed and tell the losses")
  .argument("<file>", "a graph, such as graphs/notebook-mlp.json; - for standard input; or a link")
  .requiredOption("-n, --iterations <n>", "how many iterations to run, counted from 0", wholeNumber(1))
  .option("-s, --seed <s>", "use this seed instead of the graph's", wholeNumber(0))
  .option("-t, --text <file>", "a text file that the graph names (else looked for beside the graph)", collect, [])
  .option(
    "--json",
    'one object a line: {"iteration":0,"loss":17.76971}; where losses of other nodes are measured in an iteration, ' +
      'they follow by node: "others":{"dev_loss":17.8}',
    false,
  )
  .action(async (file: string, options: RunOptions) => {
    process.exitCode = await run(file, options);
  });

wiregrad
  .command("sample")
  .description("draw words from a graph's model, one a line: by its sample node, or at the logits of its loss")
  .argument("<file>", "a graph, such as graphs/names-mlp.json; - for standard input; or a link")
  .option("-c, --count <n>", "how many words (else as the sample node says, or 20)", wholeNumber(1))
  .option("-n, --iterations <n>", "train so many iterations first", wholeNumber(1))
  .option("--temperature <t>", "below 1 keeps to what is likely, above 1 dares more", positiveNumber)
  .option("-s, --seed <s>", "the seed of the draws", wholeNumber(0))
  .option("-t, --text <file>", "a text file that the graph names (else looked for beside the graph)", collect, [])
  .action(async (file: string, options: SampleOptions) => {
    process.exitCode = await sample(file, options);
  });

wiregrad
  .command("check")
  .description("say what is wrong with graphs, one line an error")
  .argument("<files...>", "graphs, links, or - for standard input")
  .option("-t, --text <file>", "a text file that a graph names (else looked for beside the graph)", collect, [])
  .action(async (files: string[], { text }: { text: string[] }) => {
    process.exitCode = await check(files, text);
  });

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`) is no error.
  if (error.code === "EPIPE") process.exit(EXIT.done);
  process.stderr.write(`standard output cannot be written: ${error.message}\n`);
  process.exit(EXIT.commandIsWrong);
});

try {
  await wiregrad.parseAsync();
} catch (error) {
  if (error instanceof CommandEnd) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  } else if (error instanceof CommanderError) {
    // Commander has said what is wrong; --help is no error.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.commandIsWrong;
  } else {
    throw error;
  }
}

/** The package's. */
function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** For an option that may be given several times. */
function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError(`expected a number greater than 0, got ${JSON.stringify(text)}.`);
  }
  return value;
}

function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < min) {
      throw new InvalidArgumentError(`expected a whole number of at least ${min}, got ${JSON.stringify(text)}.`);
    }
    return value;
  };
}
