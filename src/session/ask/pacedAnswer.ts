/** While iterations run, answers to one question are so many milliseconds apart, at least. */
const PAUSE = 250;
/** And as many times as far apart as one takes: they may slow a training down by 4 %. */
const REST = 25;

/** Holds the last answer to a question, which is given again until a new one is due. */
export class PacedAnswer<Answer> {
  #last: { readonly key: string; readonly answer: Answer; readonly due: number } | null = null;

  /**
   * @param key what was asked: another question is answered at once.
   * @param paced whether iterations run, which answers would slow down.
   * @param now milliseconds, from any start; without it there is always a new answer.
   */
  give(key: string, work: () => Answer, paced: boolean, now?: () => number): Answer {
    const start = now?.() ?? 0;
    const last = this.#last;
    if (now !== undefined && paced && last?.key === key && start < last.due) return last.answer;
    const answer = work();
    const end = now?.() ?? 0;
    this.#last = { key, answer, due: end + Math.max(PAUSE, REST * (end - start)) };
    return answer;
  }
}
