import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { type Call, endpoint } from "../http/endpoint.ts";
import type { Contract } from "../lib/contract.ts";
import { err, ok } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import * as contracts from "./contract.ts";
import { type Due, lateOn } from "./freeze-due.ts";
import { freezeRanking } from "./freeze-ranking.ts";
import { giveAward } from "./give-award.ts";
import { awardPeriod, rankPeriod, rankingHash } from "./rank-period.ts";
import { changeRule, createRule } from "./save-rule.ts";
import { ballotOf, scorePeers } from "./score-peers.ts";
import { awardWire, idsIn, rankingWire, ruleWire, type Viewer } from "./show.ts";
import { awardStore } from "./store.ts";

type Looks = Pick<Call<Contract>, "db" | "actor" | "today">;

export function awardRoutes(api: Api): void {
  ruleRoutes(api);
  rankingRoutes(api);
  givenRoutes(api);
}

async function lookingAs({ db, actor, today }: Looks) {
  const { calendar } = await db.load({ calendar: calendarStore.calendar() });
  const { behind } = await db.load({ behind: awardStore.behind(db.actor()) });
  const who: Actor = actor();
  const viewer: Viewer = { ...behind, today, seesAll: who.reach === "all" };
  return { viewer, calendar: calendar.rule };
}

function ruleRoutes(api: Api): void {
  endpoint(api, contracts.listAwardRules, async ({ db, today }) => {
    const { rules, here, calendar } = await db.load({
      ...{ rules: awardStore.rules(), here: awardStore.here() },
      calendar: calendarStore.calendar(),
    });
    const late = lateOn(rules, calendar.rule, today, here);
    const items = rules.map((rule) => ({ ...ruleWire(rule), late: lateWire(late.get(rule.id)) }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.createAwardRule, ({ db, input: { body } }) =>
    createRule(db, awardStore, body),
  );

  endpoint(api, contracts.changeAwardRule, ({ db, input: { params, version, body } }) =>
    changeRule(db, awardStore, { id: params.awardRuleId, version }, body),
  );
}

const lateWire = (due: Due | undefined) =>
  due ? { from: due.from, until: due.until, on: due.on } : null;

function rankingRoutes(api: Api): void {
  endpoint(api, contracts.getAwardRanking, async (call) => {
    const { db, input } = call;
    const { viewer, calendar } = await lookingAs(call);
    const { rule } = await db.load({ rule: awardStore.rule(input.params.awardRuleId) });
    if (!rule) return err({ code: "award/no_rule", id: input.params.awardRuleId });
    const period = awardPeriod(rule.document, calendar, input.query.from);
    if (!period.ok) return period;
    const { frozen, draw } = await db.load({
      frozen: awardStore.frozen(rule.id, period.value.from),
      draw: awardStore.draw(rule.id, period.value.from),
    });
    const now = await rankPeriod(db, awardStore, frozen ? { ...rule, ...pick(frozen) } : rule, {
      ...(frozen ?? period.value),
    });
    const ranking = frozen ?? now;
    // The cut-off is not what moved: the same places at a later one are the same ranking.
    const moved =
      frozen !== null &&
      (await rankingHash(frozen.document, { ...now, cutoff: frozen.cutoff })) !== frozen.hash;
    const { names, seats } = await db.load({
      names: awardStore.names(idsIn(ranking), ranking.from),
      seats: awardStore.seats(null, ranking.from),
    });
    const own = [
      viewer.person ?? "",
      ...seats.filter(({ person }) => person === viewer.person).map(({ unit }) => unit),
    ];
    return ok({ body: rankingWire({ rule, ranking, frozen, moved, draw, names, own }, viewer) });
  });

  endpoint(api, contracts.getPeerScores, async (call) => {
    const { viewer, calendar } = await lookingAs(call);
    const { params, query } = call.input;
    const asked = { rule: params.awardRuleId, from: query.from };
    const ballot = await ballotOf(call.db, awardStore, calendar, asked, viewer);
    if (!ballot.ok) return ballot;
    const { from, until, people, given, frozen, rule } = ballot.value;
    const { names } = await call.db.load({ names: awardStore.names(people, from) });
    return ok({
      body: {
        ...{ from, until, open: !frozen && !rule.retired },
        people: people.map((person) => {
          const name = names.get(person);
          const score = given.get(person) ?? null;
          return { person, name: name?.name ?? "", nameEn: name?.nameEn ?? null, score };
        }),
      },
    });
  });

  endpoint(api, contracts.scorePeers, async (call) => {
    const { viewer, calendar } = await lookingAs(call);
    const { params, body } = call.input;
    const asked = { rule: params.awardRuleId, from: body.from };
    const ballot = await ballotOf(call.db, awardStore, calendar, asked, viewer);
    if (!ballot.ok) return ballot;
    return await scorePeers(call.db, awardStore, ballot.value, body.scores);
  });
}

/** The rule as it was when a ranking was frozen. */
const pick = ({ document }: { readonly document: Parameters<typeof rankingHash>[0] }) => ({
  document,
});

function givenRoutes(api: Api): void {
  endpoint(api, contracts.freezeAwardRanking, async (call) => {
    const { params, body } = call.input;
    const { viewer, calendar } = await lookingAs(call);
    const asked = { ...body, rule: params.awardRuleId };
    return await freezeRanking(call.db, awardStore, calendar, asked, viewer);
  });

  endpoint(api, contracts.giveAward, async (call) => {
    const { viewer } = await lookingAs(call);
    return await giveAward(call.db, awardStore, call.input.body, viewer);
  });

  endpoint(api, contracts.listAwards, async ({ db, input: { query } }) => {
    const { person = null, rule = null, kind = null, cursor = null, limit } = query;
    const { items } = await db.load({
      items: awardStore.awards({ person, rule, kind, before: cursor, limit: limit + 1 }),
    });
    const shown = items.slice(0, limit);
    const next = items.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return ok({ body: { items: shown.map(awardWire), next } });
  });

  endpoint(api, contracts.getAward, async ({ db, input: { params } }) => {
    const { award } = await db.load({ award: awardStore.award(params.awardId) });
    if (!award) return err({ code: "award/not_found", id: params.awardId });
    return ok({ body: awardWire(award) });
  });
}
