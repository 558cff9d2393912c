import type { Typeable, TypeableOption } from "./typeable.ts";

/** Writes completion for fish: `wiregrad completion fish | source`, or a file in `~/.config/fish/completions`. */
export function fish({ program, commands, options }: Typeable): string {
  const lines = [
    ...options.map((option) => `complete -c ${program} -n __fish_use_subcommand ${words(option)}`),
    ...commands.flatMap(({ name, about, options: own, arguments: allowed }) => {
      const inside = `complete -c ${program} -n '__fish_seen_subcommand_from ${name}'`;
      const files =
        allowed === "files" ? [] : [`${inside} -f${allowed === "none" ? "" : ` -a ${quoted(allowed.join(" "))}`}`];
      return [
        `complete -c ${program} -f -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
        ...files,
        ...own.map((option) => `${inside} ${words(option)}`),
      ];
    }),
  ];
  return `# fish completion of ${program}\n${lines.join("\n")}\n`;
}

function words({ short, long, about, takes }: TypeableOption): string {
  const name = short === null ? `-l ${long}` : `-s ${short} -l ${long}`;
  return `${name}${valueOf(takes)} -d ${quoted(about)}`;
}

function valueOf(takes: TypeableOption["takes"]): string {
  if (takes === "nothing") return "";
  if (takes === "file") return " -r";
  return takes === "text" ? " -x" : ` -x -a ${quoted(takes.join(" "))}`;
}

/** Fish knows two escapes between single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
