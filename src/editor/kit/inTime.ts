/** A database that does not answer (blocked, broken) must not keep the page waiting. */
const patience = 1000;
/** One that has answered is at work: the parameters of a large model are megabytes, and a machine may be slow. */
const patienceAtWork = 10_000;

/** Whether the browser's storage, of which there is one, has ever answered. */
let answered = false;

/** Says that the browser's storage is silent: what was asked of it may still come, or never. */
export class NoAnswer extends Error {
  constructor() {
    super("the browser's storage does not answer");
  }
}

/** Does work of the browser's storage. It rejects when it takes longer than a person should be left without word. */
export async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), answered ? patienceAtWork : patience);
  });
  const noted = async (): Promise<T> => {
    const result = await work();
    answered = true;
    return result;
  };
  try {
    return await Promise.race([noted(), late]);
  } finally {
    clearTimeout(timer);
  }
}
