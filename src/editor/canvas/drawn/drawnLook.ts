/** Holds the colours that cards and wires are drawn in, as CSS has them. */
export interface DrawnLook {
  /** Null where what lies behind is to be seen. */
  readonly ground: string | null;
  readonly dots: string;
  readonly surface: string;
  readonly edge: string;
  readonly text: string;
  readonly dim: string;
  readonly wire: string;
  readonly accent: string;
  readonly cursor: string;
  readonly danger: string;
  readonly category: (name: string | undefined) => string;
  readonly font: string;
}

/**
 * Reads the colours of the page's stylesheets, which follow the colour scheme.
 *
 * @param opaque whether nothing behind is to be seen.
 */
export function drawnLook(element: Element, opaque: boolean): DrawnLook {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(`--wg-${name}`).trim();
  const categories = new Map<string, string>();
  return {
    ground: opaque ? read("ground") : null,
    dots: read("dots"),
    surface: read("surface"),
    edge: read("line"),
    text: read("text"),
    dim: read("dim"),
    wire: read("wire"),
    accent: read("accent"),
    cursor: read("cursor"),
    danger: read("danger"),
    category: (name = "") => {
      const known = categories.get(name) ?? (read(`category-${name}`) || read("dim"));
      categories.set(name, known);
      return known;
    },
    font: style.fontFamily,
  };
}
