/** Looks at an element now, and whenever it is scrolled or becomes another size. Returns what ends that. */
export function watchScrolling(element: HTMLElement, look: () => void): () => void {
  look();
  const resized = new ResizeObserver(look);
  resized.observe(element);
  element.addEventListener("scroll", look, { passive: true });
  return () => {
    resized.disconnect();
    element.removeEventListener("scroll", look);
  };
}
