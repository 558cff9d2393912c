/*
 * For a field that is there because its reader just asked to type into it. Functions that stay the same: React calls
 * a `ref` that is new at every render again.
 */

export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

export function selectOnMount(element: HTMLInputElement | null): void {
  element?.focus();
  element?.select();
}
