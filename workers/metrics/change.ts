import { addRates, multiplyRates, ONE, parseRate, rate, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { MetricUnit } from "./metric.ts";

export type ChangeError =
  | { readonly code: "change/malformed"; readonly value: string }
  /** Of a ratio: "+10" may be ten points or ten per cent, and they differ. */
  | { readonly code: "change/points_or_relative"; readonly value: string };

const CHANGE = /^([+\-\u2212\uff0b\uff0d]?)\s*(\d[\d.,]*)\s*(%|％|pp|pts?|points?|个?百分点|点)?$/i;

/**
 * A value after a change as people write it: "12.5" sets it, "+10%" is relative, "+10pp" (points,
 * 个百分点) adds to a ratio, "+10" adds units. On a ratio "+10" is refused: 30 % + 10 is 40 % in
 * points and 33 % relatively, and a plan must say which; "35%" without a sign sets it.
 */
export function changedBy(value: Rate, text: string, unit: MetricUnit): Result<Rate, ChangeError> {
  const parts = CHANGE.exec(text.trim());
  const number = parseRate((parts?.[2] ?? "").replaceAll(",", ""));
  if (!parts || !number) return err({ code: "change/malformed", value: text });
  const mark = parts[1] ?? "";
  const size = mark === "" || mark === "+" || mark === "\uff0b" ? number : negative(number);
  const hundredth = rate(size.num, size.den * 100n);
  const suffix = (parts[3] ?? "").toLowerCase();
  const isPercent = suffix === "%" || suffix === "％";
  if (mark === "") {
    if (suffix !== "" && unit !== "ratio") return err({ code: "change/malformed", value: text });
    return ok(suffix === "" ? size : hundredth);
  }
  if (isPercent) return ok(multiplyRates(value, addRates(ONE, hundredth)));
  if (unit !== "ratio") {
    return suffix === ""
      ? ok(addRates(value, size))
      : err({ code: "change/malformed", value: text });
  }
  return suffix === ""
    ? err({ code: "change/points_or_relative", value: text })
    : ok(addRates(value, hundredth));
}

const negative = ({ num, den }: Rate): Rate => ({ num: -num, den });
