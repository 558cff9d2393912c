import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { pointsOf } from "../../base/points.ts";
import type { ExportedDocument } from "../../protocol/exportedDocument.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";
import { encodeBase64Url } from "../base64Url.ts";
import { readBundle, writeBundle, type Bundle } from "./bundle.ts";
import { DAMAGED_LINK, linkBytes, MOST_ENCODED, MOST_INFLATED } from "../linkBytes.ts";
import { TRAINED_LINK_PREFIX } from "../linkPrefix.ts";

/** Points of a curve that a link has room for. */
const CURVE_POINTS = 200;

/**
 * Returns the fragment of a link that carries a graph and what was trained: `#t1=` and base64url of a bundle, with fewer points of
 * its curves and without the reader's own texts. Throws a DiagnosticError when that is too large for a link.
 */
export async function encodeTrainedLink(exported: ExportedDocument): Promise<string> {
  const checkpoint = { ...exported.checkpoint, curves: exported.checkpoint.curves.map(thinned) };
  const encoded = encodeBase64Url(await writeBundle({ ...exported, checkpoint, texts: {} }));
  if (encoded.length > MOST_ENCODED) {
    const sizes = `${formatCount(encoded.length)} characters, at most ${formatCount(MOST_ENCODED)} are allowed`;
    throw DiagnosticError.of(`what was trained is too large for a link (${sizes}); save it as a file and send that`);
  }
  return TRAINED_LINK_PREFIX + encoded;
}

/** Returns what such a link carries. Throws a DiagnosticError with one sentence for one that cannot be read. */
export async function decodeTrainedLink(fragment: string): Promise<Bundle> {
  const bytes = linkBytes(fragment, TRAINED_LINK_PREFIX);
  try {
    return await readBundle(bytes, MOST_INFLATED);
  } catch (error) {
    if (error instanceof DiagnosticError && /^the archive is cut short|is damaged$/.test(error.message)) {
      throw DiagnosticError.of(DAMAGED_LINK);
    }
    throw error;
  }
}

/** Every so many points of a curve, and its newest. */
function thinned({ node, points }: LossPoints): LossPoints {
  const all = [...pointsOf(points)];
  const step = Math.ceil(all.length / CURVE_POINTS);
  const kept = all.filter((_, at) => at % step === 0 || at === all.length - 1);
  return { node, points: Float64Array.from(kept.flat()) };
}
