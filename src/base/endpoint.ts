/** Describes one end of an edge: a node's id and the name of one of its ports. */
export interface Endpoint {
  readonly node: string;
  readonly port: string;
}

/** Splits `"view.out"` at its last dot; node ids may contain dots, ports never do. Null when there is no dot. */
export function parseEndpoint(text: string): Endpoint | null {
  const dot = text.lastIndexOf(".");
  if (dot <= 0 || dot === text.length - 1) return null;
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

/** Is the inverse of {@link parseEndpoint}. */
export function formatEndpoint(endpoint: Endpoint): string {
  return `${endpoint.node}.${endpoint.port}`;
}
