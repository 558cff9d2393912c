/**
 * Says how the command line ends.
 *
 * - `done` (0): what was asked for was done, and nothing is wrong.
 * - `graphIsWrong` (1): the graph cannot be run, drawn from, exported or trained as it was asked for; the training ended in losses
 *   that are not finite; `fmt --check` found a file that is not written canonically; `diff` found a difference.
 * - `commandIsWrong` (2): the command cannot be done as it was typed: an unknown option, a file that is not there, a place
 *   that cannot be written to.
 * - `interrupted` (130): Ctrl-C, or an end that the system asked for.
 */
export const EXIT = { done: 0, graphIsWrong: 1, commandIsWrong: 2, interrupted: 130 } as const;

/** Ends the command with a code and lines for stderr. */
export class CommandEnd extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "CommandEnd";
    this.code = code;
  }
}
