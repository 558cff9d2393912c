import { singleQuoted } from "./singleQuoted.ts";
import type { Typeable, TypeableCommand, TypeableOption } from "./typeable.ts";

/** Writes completion for zsh: `eval "$(wiregrad completion zsh)"`, or a file `_wiregrad` in a folder of `fpath`. */
export function zsh({ program, commands, options }: Typeable): string {
  const described = commands.map(({ name, about }) => singleQuoted(`${name}:${about}`));
  return `#compdef ${program}
# zsh completion of ${program}
_${program}() {
  local -a commands
  commands=(
${described.map((line) => `    ${line}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments ${options.map(option).join(" ")}
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${commands.map((command) => `    ${command.name}) _arguments ${specs(command).join(" ")} ;;`).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_${program}" ]; then _${program} "$@"; else compdef _${program} ${program}; fi
`;
}

function specs({ options, arguments: allowed }: TypeableCommand): string[] {
  const files = singleQuoted("*:file:_files");
  const rest = allowed === "none" ? [] : [allowed === "files" ? files : singleQuoted(`1:name:(${allowed.join(" ")})`)];
  return [...options.map(option), ...rest];
}

function option({ short, long, about, takes, repeats }: TypeableOption): string {
  const text = `[${about.replaceAll(/[\\[\]:]/g, String.raw`\$&`)}]${valueOf(takes)}`;
  if (short === null) return singleQuoted(`--${long}${text}`);
  // One that was given is not offered again.
  const others = repeats ? "*" : `(-${short} --${long})`;
  return `${singleQuoted(others)}{-${short},--${long}}${singleQuoted(text)}`;
}

function valueOf(takes: TypeableOption["takes"]): string {
  if (takes === "nothing") return "";
  if (takes === "file") return ":file:_files";
  return takes === "text" ? ":value:" : `:value:(${takes.join(" ")})`;
}
