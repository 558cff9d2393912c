/**
 * Calls back once the next frame is painted, or soon when the page is hidden: animation frames stop there,
 * and whoever waits for one would wait for ever.
 */
export function afterFrame(callback: () => void): void {
  let called = false;
  const once = (): void => {
    if (called) return;
    called = true;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    callback();
  };
  const timer = setTimeout(once, document.hidden ? 200 : 500);
  const frame = requestAnimationFrame(once);
}
