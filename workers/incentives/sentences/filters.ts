import type { PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { choice, type Language, type Piece, say, type Table, text } from "./sentence.ts";

type Filter = {
  readonly dimension: string;
  readonly of?: "credit" | "deal" | undefined;
  readonly is?: "one_of" | "none_of" | undefined;
  readonly values: readonly string[];
};

const IS: Table = [
  ["one_of", "是", "is"],
  ["none_of", "不是", "is not"],
];

/** Which credits count: one sentence for each filter of the list at a pointer. */
export function filtersTold(
  plan: PlanJson,
  filters: readonly Filter[],
  list: string,
  to: Language,
): Told[] {
  return filters.map(({ dimension, is, values, of }, index) => {
    const here = `${list}/${index}`;
    const item = { list, at: index };
    if (dimension === "metric" && values.length === 1)
      return { item, pieces: ofMetric(plan, `${here}/values`, values, is, to) };
    const all = text(`${here}/values`, values.join(", "), "list");
    const sign = choice(IS, `${here}/is`, is, to, "one_of");
    const whose = of !== "deal" ? "" : to === "zh" ? "商机的 " : "the deal's ";
    return {
      item,
      pieces:
        to === "zh"
          ? say`只计 ${whose}${text(`${here}/dimension`, dimension)} ${sign} ${all} 的业绩。`
          : say`Only credits whose ${whose}${text(`${here}/dimension`, dimension)} ${sign} ${all}.`,
    };
  });
}

/** Which metric's entries count: the metrics of the plan by their names. */
function ofMetric(
  { metrics }: PlanJson,
  pointer: string,
  values: readonly string[],
  is: "one_of" | "none_of" | undefined,
  to: Language,
): Piece[] {
  const known: Table = metrics.map(({ key, name }) => [[key], name.zh, name.en]);
  const [value = ""] = values;
  const table: Table = known.some(([each]) => JSON.stringify(each) === JSON.stringify(values))
    ? known
    : [...known, [values, value, value]];
  const metric = choice(table, pointer, values, to);
  if (is === "none_of") return to === "zh" ? say`不计${metric}。` : say`Without ${metric}.`;
  return to === "zh" ? say`只计${metric}。` : say`Only ${metric} counts.`;
}
