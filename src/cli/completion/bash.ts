import { singleQuoted } from "./singleQuoted.ts";
import type { Typeable, TypeableOption } from "./typeable.ts";

/** Writes completion for bash: `eval "$(wiregrad completion bash)"`, or a file of bash-completion's folder. */
export function bash({ program, commands, options }: Typeable): string {
  const words = [...commands.map(({ name }) => name), ...options.flatMap(typed)];
  const values = commands.flatMap(({ name, options: own }) =>
    own.flatMap(({ takes, ...option }) =>
      takes === "nothing" || takes === "file"
        ? []
        : [
            `    ${patterns(name, typed({ takes, ...option }))}) ${takes === "text" ? "compopt +o default" : reply(takes)}; return ;;`,
          ],
    ),
  );
  const arguments_ = commands.flatMap(({ name, arguments: allowed }) => {
    if (allowed === "files") return [];
    return [`    ${name}) ${allowed === "none" ? "compopt +o default" : reply(allowed)} ;;`];
  });
  return `# bash completion of ${program}
_${program}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then ${reply(words)}; compopt +o default; return; fi
  case "$command $previous" in
${values.join("\n")}
  esac
  if [[ "$cur" == -* ]]; then
    case "$command" in
${commands.map(({ name, options: own }) => `      ${name}) ${reply(own.flatMap(typed))} ;;`).join("\n")}
    esac
    return
  fi
  # Where nothing is said, files are offered.
  case "$command" in
${arguments_.join("\n")}
  esac
}
complete -o default -F _${program} ${program}
`;
}

function typed({ short, long }: TypeableOption): string[] {
  return short === null ? [`--${long}`] : [`--${long}`, `-${short}`];
}

function patterns(command: string, words: readonly string[]): string {
  return words.map((word) => `"${command} ${word}"`).join("|");
}

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W ${singleQuoted(words.join(" "))} -- "$cur"))`;
}
