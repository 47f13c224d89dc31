import type { Guard } from "../tenancy/commit.ts";
import { type Statement, write } from "../tenancy/sql.ts";
import type { Goal, Initiative } from "./goal.ts";
import type { Theme } from "./theme.ts";

export const goalWrites = {
  addTheme: (theme: Theme): Statement =>
    write(
      `INSERT INTO themes (tenant, id, name, name_en, kind, intent, owner, from_day, until_day, ended,
         sample, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)`,
      ...themeValues(theme),
      theme.sample ? 1 : 0,
    ),

  setTheme: (theme: Theme): Statement =>
    write(
      `UPDATE themes SET name = ?3, name_en = ?4, kind = ?5, intent = ?6, owner = ?7, from_day = ?8,
         until_day = ?9, ended = ?10, version = version + 1 WHERE tenant = ?1 AND id = ?2`,
      ...themeValues(theme),
    ),

  addGoal: (goal: Goal): Statement =>
    write(
      `INSERT INTO goals (tenant, id, name, name_en, theme, amount, base, growth, covers, from_day,
         until_day, owner, source, plan, mix, ended, unit, metric, currency, sample, version)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
         ?20, 1)`,
      ...goalValues(goal),
      goal.unit.id,
      goal.metric.id,
      goal.currency,
      goal.sample ? 1 : 0,
    ),

  setGoal: (goal: Goal): Statement =>
    write(
      `UPDATE goals SET name = ?3, name_en = ?4, theme = ?5, amount = ?6, base = ?7, growth = ?8,
         covers = ?9, from_day = ?10, until_day = ?11, owner = ?12, source = ?13, plan = ?14,
         mix = ?15, ended = ?16, version = version + 1 WHERE tenant = ?1 AND id = ?2`,
      ...goalValues(goal),
    ),

  addInitiative: (initiative: Initiative): Statement =>
    write(
      `INSERT INTO initiatives (tenant, id, name, name_en, quantity, contribution, owner, from_day,
         until_day, ended, goal, metric, sample, version)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1)`,
      ...initiativeValues(initiative),
      initiative.goal,
      initiative.metric.id,
      initiative.sample ? 1 : 0,
    ),

  setInitiative: (initiative: Initiative): Statement =>
    write(
      `UPDATE initiatives SET name = ?3, name_en = ?4, quantity = ?5, contribution = ?6, owner = ?7,
         from_day = ?8, until_day = ?9, ended = ?10, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      ...initiativeValues(initiative),
    ),
};

/** The row is still what was looked at. */
export const isAt = (
  table: "themes" | "goals" | "initiatives" | "objectives" | "action_targets",
  id: string,
  version: number,
): Guard => ({
  what: "strategy/version",
  sql: `(SELECT version = ?3 FROM ${table} WHERE tenant = ?1 AND id = ?2)`,
  params: [id, version],
});

function themeValues({ id, name, nameEn, kind, intent, owner, from, until, ended }: Theme) {
  return [id, name, nameEn, kind, intent, owner?.id ?? null, from, until, ended ? 1 : 0] as const;
}

function goalValues(goal: Goal) {
  const mix = goal.mix.map(({ name, before, planned, earns }) => [
    name,
    Number(before),
    Number(planned),
    `${earns.num}/${earns.den}`,
  ]);
  return [
    goal.id,
    goal.name,
    goal.nameEn,
    goal.theme,
    Number(goal.amount),
    goal.base === null ? null : Number(goal.base),
    goal.growth,
    goal.covers,
    goal.from,
    goal.until,
    goal.owner?.id ?? null,
    goal.source,
    goal.plan?.id ?? null,
    mix.length === 0 ? null : JSON.stringify(mix),
    goal.ended ? 1 : 0,
  ] as const;
}

function initiativeValues(of: Initiative) {
  return [
    of.id,
    of.name,
    of.nameEn,
    Number(of.quantity),
    Number(of.contribution),
    of.owner?.id ?? null,
    of.from,
    of.until,
    of.ended ? 1 : 0,
  ] as const;
}
