import type { Said } from "../../nodes/contract/said.ts";
import { comparison } from "./comparison.ts";
import type { Facet, FacetContext } from "./facet.ts";
import { floor } from "./floor.ts";
import { likelihood } from "./likelihood.ts";
import type { SidePass } from "./sidePass.ts";
import { words } from "./words.ts";

/** Every facet. A new one is its file and its line here. */
const facets = { comparison, floor, likelihood, words } satisfies {
  readonly [F in keyof Said]: Facet<Said[F], object>;
};

/** Holds what a node says beside its tensors, planned. */
export type Facets = { readonly [F in keyof typeof facets]?: ReturnType<(typeof facets)[F]["plan"]> };

/** Holds what nodes say, by node. */
export type Sayings = ReadonlyMap<string, Partial<Said>>;

interface PlannedFacets {
  readonly facets: ReadonlyMap<string, Facets>;
  readonly sidePasses: readonly SidePass[];
}

/** Plans what all nodes say. */
export function planFacets(
  sayings: Sayings,
  context: Omit<FacetContext, "node" | "said" | "memo">,
  memo: <T>(node: string, dependencies: readonly unknown[], compute: () => T) => T,
): PlannedFacets {
  const said: FacetContext["said"] = (facet) =>
    new Map([...sayings].flatMap(([node, says]) => (facet in says ? [[node, says[facet]!] as const] : [])));
  const planned = new Map<string, Facets>();
  const sidePasses: SidePass[] = [];
  for (const [node, says] of sayings) {
    const own: Record<string, object> = {};
    for (const [name, what] of Object.entries(says)) {
      // A record's values are of its keys' types, which TypeScript does not follow from one record to another.
      const facet = facets[name as keyof Said] as Facet<unknown, object>;
      const made = facet.plan(what, {
        ...context,
        node,
        said,
        memo: (dependencies, compute) => memo(node, dependencies, compute),
      });
      own[name] = made;
      const pass = facet.sidePass?.(made, node) ?? null;
      if (pass !== null) sidePasses.push(pass);
    }
    planned.set(node, own);
  }
  return { facets: planned, sidePasses };
}
