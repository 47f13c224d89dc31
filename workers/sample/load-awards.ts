import type { Yunfan } from "../../db/sample/yunfan.ts";
import { freezeRanking } from "../awards/freeze-ranking.ts";
import type { AwardDocument } from "../awards/rule.ts";
import { createRule } from "../awards/save-rule.ts";
import { awardStore } from "../awards/store.ts";
import { addDays } from "../lib/day.ts";
import { id as idOf } from "../lib/id.ts";
import { periodOf } from "../calendar/periods.ts";
import { calendarStore } from "../calendar/store.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

const KING = {
  name: { zh: "签单王", en: "Deal Maker of the Month" },
  gives: { zh: "签单王奖杯与首页署名", en: "The cup, and the name on the first page" },
} as const;
const TEAM = {
  name: { zh: "团队协作奖", en: "Team of the Month" },
  gives: { zh: "团队聚餐", en: "A team dinner" },
} as const;

/** Two awards of the sample; last month's deal maker has been given theirs. */
export async function loadAwards(
  { db, today }: Pick<Loading, "db" | "today">,
  of: Yunfan,
): Promise<boolean> {
  const root = of.units.find(({ parent }) => parent === null);
  const { revenue, calendar } = await db.load({
    revenue: awardStore.metricOf("revenue"),
    calendar: calendarStore.calendar(),
  });
  if (!root || !revenue) return true;
  const unit = idOf<"unit">(await sampleId(db.uuid, "unit", root.code));
  const common = {
    format: "fairlead-award/1",
    window: "month",
    places: 1,
    ties: "share",
    atLeast: null,
    basis: { by: "metric", metric: idOf<"metric">(revenue), read: "sum" },
    unit,
  } as const;
  const rules: readonly (readonly [string, AwardDocument])[] = [
    ["signing_king", { ...common, ...KING, kind: "honour", of: "person", cooperation: false }],
    ["team_award", { ...common, ...TEAM, kind: "team", of: "unit", cooperation: true }],
  ];
  for (const [code, document] of rules) {
    const id = await sampleId(db.uuid, "awardRule", code);
    const { there } = await db.load({ there: awardStore.rule(id) });
    const asked = { id, code: `yf_${code}`, document, sample: true };
    if (!there && !(await went(db, await createRule(db, awardStore, asked)))) return false;
  }
  const running = periodOf(calendar.rule, "month", today);
  const { from } = periodOf(calendar.rule, "month", addDays(running.from, -1));
  const rule = await sampleId(db.uuid, "awardRule", "signing_king");
  const { frozen } = await db.load({ frozen: awardStore.frozen(rule, from) });
  if (frozen) return true;
  const id = await sampleId(db.uuid, "awardRanking", `signing_king ${from}`);
  const viewer = {
    account: db.actor(),
    person: null,
    name: null,
    nameEn: null,
    seesAll: true,
    today,
  };
  return await went(
    db,
    await freezeRanking(db, awardStore, calendar.rule, { id, rule, from, sample: true }, viewer),
  );
}
