/**
 * Says how the command line ends. `graphIsWrong`: the graph cannot be run, drawn from or trained as it was asked for,
 * or the training ended in losses that are not finite.
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
