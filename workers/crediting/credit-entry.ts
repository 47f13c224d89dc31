import type { Day } from "../lib/day.ts";
import { contains } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { must } from "../lib/assert.ts";
import { addRates, compareRates, ONE, parseRate, type Rate, ZERO } from "../lib/rate.ts";
import { type CreditRole, type Recipient, type Rule, type RuleId, shareText } from "./rule.ts";

/** What rules look at. */
export type Creditable = {
  readonly metric: string;
  readonly person: string;
  readonly on: Day;
  readonly dims: Readonly<Record<string, string>> | null;
  /** Who shares it by what the row itself says; empty where it says nothing. */
  readonly shared: readonly string[];
};

export type Seat = { readonly unit: string; readonly position: string | null };

/** The organisation as it was on a day. */
export type OrgOnDay = {
  readonly seatOf: (person: string, on: Day) => Seat | null;
  /** The unit itself and everything above it. */
  readonly aboveOf: (unit: string, on: Day) => readonly string[];
  readonly managerOf: (person: string, on: Day) => string | null;
  readonly worksOn: (person: string, on: Day) => boolean;
};

/** A credit that a rule gave. */
export type RuledCredit = {
  readonly person: string;
  readonly role: CreditRole;
  readonly share: string;
  readonly rule: RuleId;
};

/**
 * Who gets a credit for an entry by the rules of its day, beyond what the row says.
 *
 * Direct: the first rule that fits and gives direct shares decides them, unless the row itself says
 * who shares it. A share whose recipient does not exist or does not work on that day stays with the
 * participant. Overlay and override: of every rule that fits, beside the direct ones.
 *
 * Promises: direct credits are none (the participant's alone) or sum to exactly 1; a person has at
 * most one credit of an entry, a direct one before others, of others the first rule's; the order in
 * which rules and lists are handed in does not matter; people come by role and id.
 */
export function creditEntry(
  entry: Creditable,
  rules: readonly Rule[],
  org: OrgOnDay,
): readonly RuledCredit[] {
  const fitting = rules
    .filter((rule) => fits(rule, entry, org))
    .toSorted((a, b) => a.rank - b.rank || ascending(a.id, b.id));
  const direct = entry.shared.length > 0 ? [] : directOf(entry, fitting, org);
  const holders = new Set([
    ...entry.shared,
    ...(direct.length > 0 ? direct.map(({ person }) => person) : []),
    ...(entry.shared.length + direct.length === 0 ? [entry.person] : []),
  ]);
  const beside: RuledCredit[] = [];
  for (const { id, gives } of fitting) {
    for (const { to, role, share } of gives) {
      if (role === "direct") continue;
      const person = resolved(to, entry, org);
      if (person === null || holders.has(person)) continue;
      holders.add(person);
      beside.push({ person, role, share, rule: id });
    }
  }
  return [...direct, ...beside].sort(
    (a, b) => ascending(a.role, b.role) || ascending(a.person, b.person),
  );
}

/** Does a rule look at this entry? */
export function fits(rule: Rule, entry: Creditable, org: OrgOnDay): boolean {
  if (!contains(rule, entry.on)) return false;
  const { units, positions, people, metrics, dims } = rule.when;
  if (metrics.length > 0 && !metrics.includes(entry.metric)) return false;
  if (people.length > 0 && !people.includes(entry.person)) return false;
  if (!dims.every(({ name, values }) => values.includes(entry.dims?.[name] ?? ""))) return false;
  if (units.length + positions.length === 0) return true;
  const seat = org.seatOf(entry.person, entry.on);
  if (!seat) return false;
  if (positions.length > 0 && !positions.includes(seat.position ?? "")) return false;
  return units.length === 0 || org.aboveOf(seat.unit, entry.on).some((up) => units.includes(up));
}

function directOf(entry: Creditable, rules: readonly Rule[], org: OrgOnDay): RuledCredit[] {
  const rule = rules.find(({ gives }) => gives.some(({ role }) => role === "direct"));
  if (!rule) return [];
  const shares = new Map<string, Rate>();
  for (const { to, role, share } of rule.gives) {
    if (role !== "direct") continue;
    const person = resolved(to, entry, org) ?? entry.person;
    const part = must(parseRate(share), "a kept rule has shares that can be read");
    shares.set(person, addRates(shares.get(person) ?? ZERO, part));
  }
  const own = shares.get(entry.person);
  if (shares.size === 1 && own && compareRates(own, ONE) === 0) return [];
  return [...shares].map(([person, part]) => ({
    ...{ person, role: "direct" as const, share: shareText(part) },
    rule: rule.id,
  }));
}

function resolved(to: Recipient, { person, on }: Creditable, org: OrgOnDay): string | null {
  if (to.kind === "participant") return person;
  const found = to.kind === "person" ? to.person : managerAt(to.level, person, on, org);
  return found !== null && org.worksOn(found, on) ? found : null;
}

function managerAt(level: number, person: string, on: Day, org: OrgOnDay): string | null {
  let at: string | null = person;
  for (let up = 0; up < level && at !== null; up += 1) at = org.managerOf(at, on);
  // In a circle of reports nobody is their own manager.
  return at === person ? null : at;
}
