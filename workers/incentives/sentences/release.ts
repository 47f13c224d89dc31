import type { PlanJson } from "../plan-document.ts";
import { shareAt } from "../ratio-list.ts";
import type { Told } from "./component.ts";
import { LEAVERS, RELEASE_ON } from "./options.ts";
import { choice, choiceOf, type Language, number, type Piece, say } from "./sentence.ts";

type ReleaseJson = NonNullable<PlanJson["release"]>;

/** Parts of the pay and when each may be paid; one part that is paid at once goes without saying. */
export function releaseSentences({ parts, shares }: ReleaseJson, at: string, to: Language): Told[] {
  return parts.map(({ share, on }, index) => {
    const here = `${at}/parts/${index}`;
    const part = number(`${here}/share`, shareAt(share, shares, index), "percent");
    const how = choiceOf(RELEASE_ON, `${here}/on`, on, to);
    const item = { list: `${at}/parts`, at: index };
    if (typeof on === "object" && !("event" in on)) {
      const isMonths = "months" in on;
      const count = number(
        `${here}/on/${isMonths ? "months" : "days"}`,
        String(isMonths ? on.months : on.days),
        "count",
      );
      const unit = to === "zh" ? (isMonths ? "个月" : "天") : isMonths ? "months" : "days";
      return {
        item,
        pieces:
          to === "zh"
            ? say`${part} ${how}：${count} ${unit}后。`
            : say`${part} ${how}: after ${count} ${unit}.`,
      };
    }
    const isEvent = typeof on === "object";
    const exact = isEvent ? choice(RELEASE_ON, `${here}/on`, on, to) : how;
    return { item, pieces: to === "zh" ? say`${part} ${exact}。` : say`${part} ${exact}.` };
  });
}

/** What happens to a leaver's lines that are not released; it has no default. */
export function leaverPieces(leaver: PlanJson["leaver"], to: Language): Piece[] {
  const how = choiceOf(LEAVERS, "/leaver", leaver, to);
  const more: Piece[] =
    leaver?.unreleased === "months"
      ? to === "zh"
        ? say`（${number("/leaver/months", String(leaver.months), "count")} 个月）`
        : say` (${number("/leaver/months", String(leaver.months), "count")} months)`
      : leaver?.unreleased === "fraction"
        ? to === "zh"
          ? say`（${number("/leaver/fraction", leaver.fraction, "percent")}）`
          : say` (${number("/leaver/fraction", leaver.fraction, "percent")})`
        : [];
  return to === "zh"
    ? say`离职时还没发放的部分${how}${more}。`
    : say`What a leaver has earned and not been paid ${how}${more}.`;
}
