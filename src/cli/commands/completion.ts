import { Argument } from "commander";
import { bash } from "../completion/bash.ts";
import { fish } from "../completion/fish.ts";
import { typeable, type Typeable } from "../completion/typeable.ts";
import { zsh } from "../completion/zsh.ts";
import { jsonOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { printJson } from "../terminal/terminal.ts";

const shells: Readonly<Record<string, (all: Typeable) => string>> = { bash, zsh, fish };

export const completion = defineCommand({
  name: "completion",
  summary: 'write what a shell completes by: eval "$(wiregrad completion bash)"',
  declare: (command, act) =>
    command
      .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(shells)))
      .addOption(jsonOption('{"shell","script"}'))
      .action((shell: string, { json }: { readonly json?: boolean }) =>
        act(async (terminal) => {
          const script = shells[shell]!(typeable(command.parent!));
          if (json === true) printJson(terminal, { shell, script });
          else terminal.stdout.write(script);
          return EXIT.done;
        }),
      ),
});
