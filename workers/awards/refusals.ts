import type { Refusals } from "../lib/refusals.ts";

export const awardRefusals = {
  "award/not_found": { status: 404, en: "There is no award {id}.", zh: "没有荣誉 {id}。" },
  "award/no_rule": { status: 404, en: "There is no award rule {id}.", zh: "没有评奖规则 {id}。" },
  "award/exists": {
    status: 409,
    en: "An award or rule with this id or code exists already: {value}.",
    zh: "编号或代码 {value} 已存在。",
  },
  "award/rule": {
    status: 422,
    en: "The rule does not work ({why}): a team award ranks the sub-units of a unit by a metric; people are ranked by a metric or by their colleagues.",
    zh: "规则不成立（{why}）：团队奖按指标给某单元的下级排名；个人按指标或由同事评分排名。",
  },
  "award/unknown": {
    status: 422,
    en: "There is no {kind} {value}.",
    zh: "{kind} {value} 不存在。",
  },
  "award/not_a_period": {
    status: 422,
    en: "{value} begins no period of this rule; the one that holds it begins on {from}.",
    zh: "{value} 不是此规则某个周期的首日；包含它的周期始于 {from}。",
  },
  "award/not_over": {
    status: 409,
    en: "The period runs until {until} (not included). Its ranking is frozen when it is over.",
    zh: "该周期到 {until} 前结束，结束后才能冻结排名。",
  },
  "award/frozen": {
    status: 409,
    en: "The ranking of this period is frozen; it is not reopened.",
    zh: "该周期的排名已冻结，不再重开。",
  },
  "award/retired": {
    status: 409,
    en: "This rule is retired: nothing new is given under it.",
    zh: "此规则已停用，不再颁发。",
  },
  "award/not_judged": {
    status: 422,
    en: "Nobody gives scores under this rule: it ranks by a metric.",
    zh: "此规则按指标排名，不需要同事评分。",
  },
  "award/own_vote": {
    status: 422,
    en: "Nobody judges themselves.",
    zh: "不能给自己评分。",
  },
  "award/not_colleague": {
    status: 422,
    en: "{value} is not among those you judge in this period.",
    zh: "{value} 不在你本期的评分对象中。",
  },
  "award/no_voice": {
    status: 403,
    en: "Only participants who take part in this award give scores.",
    zh: "只有参与此奖项的人员可以评分。",
  },
} as const satisfies Refusals;
