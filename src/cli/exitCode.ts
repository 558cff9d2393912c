/** How the command line ends. */
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
