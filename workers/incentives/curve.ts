import { type Rate, ZERO } from "../lib/rate.ts";
import { isAtLeast, least, minus, over, plus, times } from "./exact.ts";
import type { Curve } from "./plan-parts.ts";

/**
 * What a payout curve pays at a figure, exact. Below the first point 0; at a point its own value;
 * above the last it holds, or goes on as the last leg does (a step has no leg: it holds).
 */
export function paysAt(curve: Curve, at: Rate): Rate {
  const raw = onCurve(curve, at);
  return curve.cap ? least(raw, curve.cap) : raw;
}

function onCurve({ shape, points, above }: Curve, at: Rate): Rate {
  const passed = points.findLastIndex((point) => isAtLeast(at, point.at));
  const from = points[passed];
  if (!from) return ZERO;
  const next = points[passed + 1];
  if (shape === "step") return from.pays;
  if (next) return between(from, next, at);
  const before = points[passed - 1];
  return above === "extrapolate" && before ? between(before, from, at) : from.pays;
}

type Point = { readonly at: Rate; readonly pays: Rate };

/** On the straight line through two points. */
function between(a: Point, b: Point, at: Rate): Rate {
  const slope = over(minus(b.pays, a.pays), minus(b.at, a.at));
  return plus(a.pays, times(slope, minus(at, a.at)));
}
