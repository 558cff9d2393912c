import type { SettingValue } from "../nodes/settings/kinds/settingKind.ts";

/** Fields of a file that this version does not know. They survive being opened and saved. */
export type Extra = Readonly<Record<string, unknown>>;

/** Describes a place on the canvas, in pixels; y grows downwards. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly extra?: Extra;
}

/** Gives width and height on the canvas, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly extra?: Extra;
}

export interface GraphNode {
  readonly id: string;
  /** A node type's name; an unknown one is kept as an inert placeholder. */
  readonly type: string;
  /** Absent in a file that was written without a layout. */
  readonly position?: Position;
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly extra?: Extra;
}

/** Describes a wire. Both ends are endpoints, `node.port`, split at the last dot. An input has at most one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly extra?: Extra;
}

/** Describes a note on the canvas. Plain text. */
export interface GraphComment {
  readonly text: string;
  readonly position: Position;
  readonly size: Size;
  readonly extra?: Extra;
}

/** Describes the document: what a person edits and shares. Plain data without tensors; every edit makes a new one. */
export interface Graph {
  readonly format: "wiregrad/graph";
  readonly version: 2;
  readonly title: string;
  readonly description: string;
  /** Seed of the one random generator, a whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** Expressions by name, usable in every numeric setting and in each other, not in a circle. */
  readonly variables: Readonly<Record<string, string>>;
  /** In the order in which they run, where wires leave it open: parameters and batches are drawn in it, as by lines of Python. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly comments: readonly GraphComment[];
  readonly extra?: Extra;
}
