import type { InternalNode } from "@xyflow/react";
import type { SessionState } from "../../runner/sessionStore.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import type { PaintedCard, PaintedView } from "../overlay/overlayPainter.ts";
import { paintedCards } from "../overlay/paintedCards.ts";
import { DrawnGround } from "./drawnGround.ts";
import { drawnGraph, sameDrawn, type DrawnGraph } from "./drawnGraph.ts";
import { drawnLook, type DrawnLook } from "./drawnLook.ts";
import { layerMove, layerView, margin } from "./movedLayer.ts";

/** Milliseconds that a view must rest before it is painted for where it came to rest. */
const rest = 120;
/** Milliseconds that a layer may be shown larger or smaller than it was painted, while the zoom is on its way. */
const scaled = 45;

interface Painting {
  /** Gives what there is to be painted. */
  readonly now: () => {
    readonly nodes: ReadonlyMap<string, InternalNode<FlowNode>>;
    readonly wires: readonly WireEdge[];
    readonly session: SessionState;
  };
  /** Paints tensors on a ground of cards and wires. `moves`: soon another view will be painted. */
  readonly paint: (cards: readonly PaintedCard[], view: PaintedView, ground: Uint32Array, moves: boolean) => void;
}

/**
 * Is a canvas that is larger than the pane that it is seen through: while the view moves it is moved, and painted anew only
 * where it comes to its edge, or to rest. Numbers are painted where cards and wires stand already. Once a frame at most.
 */
export class DrawnLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #ground: DrawnGround;
  readonly #look: DrawnLook;
  readonly #painting: Painting;
  #view: PaintedView | null = null;
  /** When the view was last another. */
  #moved = -Infinity;
  #painted: { readonly view: PaintedView; readonly ground: Uint32Array; readonly at: number } | null = null;
  #graph: (DrawnGraph & { readonly boxes: readonly PaintedCard[] }) | null = null;
  /** Whether what is to be drawn of the graph may be another. */
  #stale = true;
  #tensors = false;
  #frame: number | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(canvas: HTMLCanvasElement, opaque: boolean, painting: Painting) {
    this.#canvas = canvas;
    // Its pixels are read each time: a processor's memory is where they should be.
    const context = document.createElement("canvas").getContext("2d", { alpha: !opaque, willReadFrequently: true });
    if (context === null) throw new Error("the browser has no canvas to draw on");
    this.#ground = new DrawnGround(context);
    this.#look = drawnLook(canvas, opaque);
    this.#painting = painting;
    Object.assign(canvas.style, { inset: `${-margin}px`, transformOrigin: `${margin}px ${margin}px` });
  }

  /** Shows another part of the graph. */
  show(view: PaintedView): void {
    const before = this.#view;
    if (before !== null && before.transform === view.transform && sameSize(before, view)) return;
    if (before !== null) this.#moved = performance.now();
    this.#view = view;
    this.#soon();
  }

  /** Cards or wires are others, or stand elsewhere. */
  changed(): void {
    this.#stale = true;
    this.#soon();
  }

  /** Tensors have other numbers, or are to be shown otherwise. */
  told(): void {
    this.#tensors = true;
    this.#soon();
  }

  stop(): void {
    clearTimeout(this.#resting);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const view = this.#view;
    if (view === null) return;
    this.#lookAgain();
    const painted = this.#painted;
    const move = painted === null ? null : layerMove(painted.view, view);
    const late = move !== null && move.scale !== 1 && performance.now() - painted!.at > scaled;
    if (move === null || late) this.#paintAll(view);
    else {
      if (this.#tensors) this.#paintTensors();
      this.#canvas.style.transform = `translate(${move.x}px, ${move.y}px) scale(${move.scale})`;
    }
    if (!this.#moves()) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#settle(), rest);
  }

  /** Takes in what there is to be drawn. Of an edit that is seen on no card, the ground stays. */
  #lookAgain(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const { nodes, wires, session } = this.#painting.now();
    const graph = { ...drawnGraph(nodes, wires, session), boxes: paintedCards(nodes.values()) };
    // Which card lies before another is not seen on the ground, but on what is painted there.
    if (this.#graph === null || !sameDrawn(graph, this.#graph)) this.#painted = null;
    else if (!sameOrder(graph.boxes, this.#graph.boxes)) this.#tensors = true;
    this.#graph = graph;
  }

  #settle(): void {
    this.#painted = null;
    this.#soon();
  }

  #paintAll(view: PaintedView): void {
    const ground = this.#ground.paint(this.#graph!, layerView(view), this.#look);
    this.#painted = { view, ground, at: performance.now() };
    this.#canvas.style.width = `${view.width + 2 * margin}px`;
    this.#canvas.style.height = `${view.height + 2 * margin}px`;
    this.#canvas.style.transform = "none";
    this.#paintTensors();
  }

  #paintTensors(): void {
    this.#tensors = false;
    const { view, ground } = this.#painted!;
    this.#painting.paint(this.#graph!.boxes, layerView(view), ground, this.#moves());
  }

  #moves(): boolean {
    return performance.now() - this.#moved < rest;
  }
}

function sameOrder(one: readonly PaintedCard[], other: readonly PaintedCard[]): boolean {
  return one.length === other.length && one.every(({ flowId }, at) => flowId === other[at]!.flowId);
}

function sameSize(a: PaintedView, b: PaintedView): boolean {
  return a.width === b.width && a.height === b.height && a.ratio === b.ratio;
}
