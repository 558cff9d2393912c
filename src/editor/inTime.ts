/** A database that does not answer (blocked, broken) must not keep the page waiting. */
const patience = 1000;

/** Work of the browser's storage, which rejects when it takes longer than a person should be left without word. */
export async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the browser's storage does not answer")), patience);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
