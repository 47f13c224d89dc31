import type { PlanJson } from "../plan-document.ts";
import { componentSentences } from "./component.ts";
import { conditionWords } from "./condition.ts";
import { type Language, number, type Piece, say, type Sentence, words } from "./sentence.ts";
import { eventWords, lateWords } from "./terms.ts";

/** The whole plan in plain words: its components in order, then what holds for all of them. */
export function planSentences(
  plan: PlanJson,
  to: Language,
): { readonly title: string; readonly sentences: Sentence[] }[] {
  const parts = plan.components.map((component, at) => ({
    title: component.name[to],
    sentences: componentSentences(plan, component, `/components/${at}`, to),
  }));
  const rest = [
    ...levelPieces(plan, to),
    ...releasePieces(plan, to),
    ...drawPieces(plan, to),
    [words(`${lateWords(plan.late ?? "true_up", to)}${to === "zh" ? "。" : "."}`)],
  ];
  const title = to === "zh" ? "整个方案" : "The whole plan";
  return [...parts, { title, sentences: rest.map((pieces) => ({ pointer: "", pieces })) }];
}

function levelPieces({ plan: level, ...plan }: PlanJson, to: Language): Piece[][] {
  const zh = to === "zh";
  const pieces: Piece[][] = [];
  const whole: PlanJson = { ...plan, ...(level ? { plan: level } : {}) };
  if (level?.gate)
    pieces.push([
      words(
        zh
          ? `整个方案的门槛：${conditionWords(whole, level.gate.when, to)}。`
          : `The whole plan pays only when ${conditionWords(whole, level.gate.when, to)}.`,
      ),
    ]);
  if (level?.multiplier)
    pieces.push(
      zh
        ? say`合计乘以 ${number("/plan/multiplier/factor", level.multiplier.factor, "plain")}。`
        : say`The sum times ${number("/plan/multiplier/factor", level.multiplier.factor, "plain")}.`,
    );
  if (level?.guarantee && typeof level.guarantee.sum === "string")
    pieces.push(
      zh
        ? say`合计不低于 ${number("/plan/guarantee/sum", level.guarantee.sum, "money")}。`
        : say`The sum is at least ${number("/plan/guarantee/sum", level.guarantee.sum, "money")}.`,
    );
  if (level?.cap && typeof level.cap.sum === "string")
    pieces.push(
      zh
        ? say`合计不超过 ${number("/plan/cap/sum", level.cap.sum, "money")}。`
        : say`The sum is at most ${number("/plan/cap/sum", level.cap.sum, "money")}.`,
    );
  return pieces;
}

function releasePieces({ release }: PlanJson, to: Language): Piece[][] {
  const zh = to === "zh";
  const parts = release?.parts ?? [];
  if (parts.every(({ on }) => on === "earned")) return [];
  return parts.map(({ share, on }, at) => {
    const part = number(`/release/parts/${at}/share`, share, "percent");
    if (on === "earned") return zh ? say`${part} 当期发放。` : say`${part} is paid at once.`;
    if (typeof on === "object" && "event" in on)
      return zh
        ? say`${part} 在${eventWords(on.event, to)}时发放。`
        : say`${part} is paid on ${eventWords(on.event, to)}.`;
    const months = "months" in on;
    const count = number(
      `/release/parts/${at}/on/${months ? "months" : "days"}`,
      String(months ? on.months : on.days),
      "count",
    );
    return zh
      ? say`${part} 在 ${count} ${months ? "个月" : "天"}后发放。`
      : say`${part} is paid ${count} ${months ? "months" : "days"} later.`;
  });
}

function drawPieces({ draw }: PlanJson, to: Language): Piece[][] {
  if (!draw || typeof draw.amount !== "string") return [];
  const zh = to === "zh";
  const amount = number("/draw/amount", draw.amount, "money");
  const owed = draw.recoverable
    ? zh
      ? "以后从超出部分扣回"
      : "repaid later from what is earned above it"
    : zh
      ? "不需归还"
      : "never owed";
  return [zh ? say`每期预支 ${amount}，${owed}。` : say`A draw of ${amount} each period, ${owed}.`];
}
