/** Says that an answer came too late: another graph was opened meanwhile. Nobody waits for it any more, so nobody is told. */
export class Overtaken extends Error {
  constructor() {
    super("another graph was opened meanwhile");
    this.name = "Overtaken";
  }
}
