/** Calls back after the messages that wait now: a message to oneself queues behind them, and is not delayed as timers are. */
export function macrotasks(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const callbacks: (() => void)[] = [];
  port1.addEventListener("message", () => callbacks.shift()?.());
  port1.start();
  return (callback) => {
    callbacks.push(callback);
    port2.postMessage(null);
  };
}
