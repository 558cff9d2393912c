/** Puts a time that is to be waited for into words, as exactly as anyone wants to know: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds > 1000 * 3600) return "very long";
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return joined(`${minutes} min`, minutes < 10 ? Math.floor((whole % 60) / 10) * 10 : 0, "s");
  return joined(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
}

function joined(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}
