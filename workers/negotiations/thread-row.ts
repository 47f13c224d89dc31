import { must } from "../lib/assert.ts";
import { day } from "../lib/day.ts";
import { minor, type Minor } from "../lib/money.ts";
import { big, maybe, maybeWhole, type Row, text, whole } from "../tenancy/sql.ts";
import { payoffFrom } from "./payoff-text.ts";
import type { Round, RoundState } from "./round.ts";
import { waitsFor, type Refused, type Standing, type State, type Thread } from "./thread.ts";

/** A thread as it stands in its table, read. */
export function threadFrom(row: Row): Thread {
  return {
    subject: text(row, "subject"),
    parent: text(row, "parent"),
    kind: text(row, "kind") === "unit" ? "unit" : "person",
    chain: list(text(row, "chain")).map(String),
    first: money(row, "first"),
    standing: standingFrom(row),
    heard: whole(row, "heard") === 1,
    stated: row["stated"] === null ? null : money(row, "stated"),
    enteredAt: whole(row, "entered_at"),
    remindedAt: maybeWhole(row, "reminded_at"),
    version: whole(row, "version"),
  };
}

function standingFrom(row: Row): Standing {
  const state = text(row, "state") as State; // The table's CHECK lists them.
  const [offer, by] = [money(row, "offer"), whole(row, "by_level")];
  switch (state) {
    case "proposed":
      return { state, offer, by, refused: refusedFrom(maybe(row, "refused")) };
    case "countered":
    case "escalated": {
      const [asked, asker, awaits] = [
        money(row, "asked"),
        whole(row, "asker"),
        whole(row, "decider"),
      ];
      return { state, offer, by, asked, asker, awaits };
    }
    case "settled":
      return { state, amount: offer, by };
    case "agreed":
    case "no_answer":
    case "not_agreed":
      return { state, amount: offer };
  }
}

function refusedFrom(json: string | null): Refused | null {
  if (json === null) return null;
  const [asked, asker, decider] = list(json);
  return { asked: minor(BigInt(String(asked))), asker: Number(asker), decider: Number(decider) };
}

/** The thread as one row of the JSON parameter that writes it; the order of THREAD_COLUMNS. */
export function threadValues(thread: Thread): (string | number | bigint | null)[] {
  const { standing } = thread;
  const isAsked = standing.state === "countered" || standing.state === "escalated";
  const refused = standing.state === "proposed" ? standing.refused : null;
  return [
    thread.parent,
    thread.subject,
    thread.kind,
    JSON.stringify(thread.chain),
    thread.first,
    standing.state,
    "offer" in standing ? standing.offer : standing.amount,
    "by" in standing ? standing.by : 0,
    isAsked ? standing.asked : null,
    isAsked ? standing.asker : null,
    isAsked ? standing.awaits : null,
    refused && JSON.stringify([`${refused.asked}`, refused.asker, refused.decider]),
    waitsFor(thread),
    thread.heard ? 1 : 0,
    thread.stated,
    thread.enteredAt,
    thread.remindedAt,
    thread.version,
  ];
}

export const THREAD_COLUMNS = `parent, subject, kind, chain, first, state, offer, by_level, asked,
  asker, decider, refused, awaits, heard, stated, entered_at, reminded_at, version`;

export function roundFrom(row: Row): Round {
  const overs: unknown = JSON.parse(text(row, "overs"));
  return {
    id: text(row, "id"),
    plan: text(row, "plan"),
    unit: text(row, "unit"),
    state: text(row, "state") as RoundState, // The table's CHECK lists them.
    deadline: day(text(row, "deadline")),
    payoff: payoffFrom(text(row, "payoff")),
    amount: money(row, "amount"),
    over: text(row, "over"),
    overs: overs as Record<string, string>, // Written by addRound.
    openedAt: whole(row, "opened_at"),
    openedBy: text(row, "opened_by"),
    closedAt: maybeWhole(row, "closed_at"),
    hash: maybe(row, "hash"),
    version: whole(row, "version"),
  };
}

function money(row: Row, name: string): Minor {
  return minor(big(row, name));
}

function list(json: string): unknown[] {
  const value: unknown = JSON.parse(json);
  return must(Array.isArray(value) ? value : null, "a list was stored");
}
