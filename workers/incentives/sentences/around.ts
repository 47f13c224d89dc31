import type { ComponentJson, PlanJson } from "../plan-document.ts";
import type { Told } from "./component.ts";
import { aside, conditionWords, figurePieces, onlyWhen } from "./condition.ts";
import { conditionOptions, CUT_OFF, DIFFERENCE, GRANULES, ROUNDING } from "./options.ts";
import { releaseSentences } from "./release.ts";
import { choice, fine, type Language, number, type Piece, say, text, words } from "./sentence.ts";
import { sumPieces } from "./sum.ts";

/** What stands around a component's own arithmetic, in the order of evaluation. */
export function around(plan: PlanJson, component: ComponentJson, at: string, to: Language): Told[] {
  if (component.kind === "award") return [];
  const zh = to === "zh";
  const { floor, cap, positions, gates = [], multipliers = [], release } = component;
  const options = conditionOptions(plan, (key, of) => conditionWords(plan, key, of));
  /** A condition by its own words; one that does not exist stays visible as its key. */
  const condition = (pointer: string, key: string): Piece =>
    options.some(([each]) => each === key) ? choice(options, pointer, key, to) : words(key);
  const rounding = say`${choice(ROUNDING, `${at}/rounding/mode`, component.rounding?.mode, to, "half_away")}`;
  const granule = choice(GRANULES, `${at}/rounding/granule`, component.rounding?.granule, to);
  const told: Told[] = [];
  if (positions)
    told.push({
      removes: `${at}/positions`,
      pieces: zh
        ? say`只适用于岗位：${text(`${at}/positions`, positions.join(", "), "list")}。`
        : say`Only for the positions ${text(`${at}/positions`, positions.join(", "), "list")}.`,
    });
  for (const [index, gate] of gates.entries()) {
    const here = `${at}/gates/${index}`;
    const closed = number(`${here}/closed`, gate.closed ?? "0", "percent");
    const when = condition(`${here}/when`, gate.when);
    const isZero = gate.closed === undefined || /^0(\.0+)?%?$/.test(gate.closed);
    told.push({
      item: { list: `${at}/gates`, at: index },
      pieces: isZero
        ? zh
          ? say`门槛：${when}，否则不发。`
          : say`Gate: ${when}, else nothing.`
        : zh
          ? say`门槛：${when}，否则只发 ${closed}。`
          : say`Gate: ${when}, else ${closed}.`,
    });
  }
  for (const [index, multiplier] of multipliers.entries()) {
    const here = `${at}/multipliers/${index}`;
    const item = { list: `${at}/multipliers`, at: index };
    if ("factor" in multiplier) {
      const factor = number(`${here}/factor`, multiplier.factor, "plain");
      const when =
        multiplier.when === undefined ? null : condition(`${here}/when`, multiplier.when);
      const other = multiplier.otherwise;
      const otherwise =
        when === null || other === undefined
          ? []
          : zh
            ? say`，否则乘以 ${number(`${here}/otherwise`, other, "plain")}`
            : say`, else times ${number(`${here}/otherwise`, other, "plain")}`;
      told.push({
        item,
        pieces: zh
          ? say`${when ? say`${when}时` : ""}乘以 ${factor}${otherwise}。`
          : say`Times ${factor}${when ? say` when ${when}` : ""}${otherwise}.`,
      });
      continue;
    }
    const figure = figurePieces(plan, multiplier.figure, `${here}/figure`, to);
    const points = multiplier.curve.points.flatMap((point, each): Piece[] => {
      const place = `${here}/curve/points/${each}`;
      const unit = multiplier.figure.read === "attainment" ? "percent" : "plain";
      const [x, y] = [
        number(`${place}/at`, point.at, unit),
        number(`${place}/pays`, point.pays, "percent"),
      ];
      const only = aside(onlyWhen(plan, point.when, to), to);
      return zh
        ? say`${each === 0 ? "" : "，"}到 ${x} 为 ${y}${only}`
        : say`${each === 0 ? "" : ", "}at ${x} ${y}${only}`;
    });
    told.push({
      item,
      pieces: zh
        ? say`乘以由${figure}决定的系数：${points}。`
        : say`Times a factor that ${figure} decides: ${points}.`,
    });
  }
  if (floor !== undefined)
    told.push({
      removes: `${at}/floor`,
      pieces: zh
        ? say`保底 ${sumPieces(floor, `${at}/floor`, to)}。`
        : say`At least ${sumPieces(floor, `${at}/floor`, to)}.`,
    });
  if (cap !== undefined) {
    const cut = choice(CUT_OFF, `${at}/cutOff`, component.cutOff, to, "forfeited");
    told.push({
      removes: `${at}/cap`,
      pieces: zh
        ? say`封顶 ${sumPieces(cap, `${at}/cap`, to)}，超出部分${cut}。`
        : say`At most ${sumPieces(cap, `${at}/cap`, to)}; what lies above ${cut}.`,
    });
  }
  if (release) told.push(...releaseSentences(release, `${at}/release`, to));
  const falls = choice(DIFFERENCE, `${at}/difference`, component.difference, to, "line");
  told.push(
    fine(
      zh
        ? say`窗口的结果变小时，差额${falls}。`
        : say`When a window's result falls, the difference ${falls}.`,
    ),
    fine(
      zh
        ? say`算到最后取整一次：${rounding}到${granule}。`
        : say`Rounded once at the end: ${rounding}, to ${granule}.`,
    ),
  );
  return told;
}
