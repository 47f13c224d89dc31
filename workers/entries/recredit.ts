import type { CompareCredits, Recredit, ShownCredit } from "../crediting/deps.ts";
import type { RuledCredit } from "../crediting/credit-entry.ts";
import { attempts } from "../lib/attempts.ts";
import { newIds } from "../lib/id.ts";
import { err, ok } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import { creditedParts } from "./credited.ts";
import { creditsOf, reversalOf } from "./decide.ts";
import type { Content, EntryLine, Latest } from "./entry.ts";
import { personDeltas } from "./fold.ts";
import { type LogPlace, parsePlace, placeText } from "./log-place.ts";
import { movedRows } from "./moved.ts";
import { ruledIn } from "./ruled.ts";
import { entryStore as store } from "./store.ts";

/** Entries that one look takes. */
const LOOK_MAX = 5_000;
/** Entries that one commit credits again: two lines each. */
const AGAIN_MAX = 400;

/** What other rules would do to entries that stand; nothing is written. */
export const compareCredits: CompareCredits = async (db, { rules, against, from, until }) => {
  const { standing } = await db.load({ standing: store.standing({ from, until }, LOOK_MAX + 1) });
  const entries = standing.slice(0, LOOK_MAX);
  const participants = entries.map(({ content }) => content.person);
  const after = await ruledIn(db, store, { rules, participants });
  const before = against && (await ruledIn(db, store, { rules: against, participants }));
  const changed = entries.flatMap(({ seq, line, content }) => {
    const was = before ? before(content) : content.ruled;
    const is = after(content);
    if (sameCredits(was, is)) return [];
    const { on, person, metric, currency, amount, deal } = content;
    return [
      {
        ...{ seq, line, on, person, metric, currency, amount, deal },
        before: shown({ ...content, ruled: was }),
        after: shown({ ...content, ruled: is }),
      },
    ];
  });
  return { looked: entries.length, more: standing.length > entries.length, changed };
};

function shown(content: Content): ShownCredit[] {
  return creditedParts(content);
}

/** The rule that gave a credit matters: an entry says by which it was credited. */
function sameCredits(a: readonly RuledCredit[], b: readonly RuledCredit[]): boolean {
  const key = (credits: readonly RuledCredit[]) =>
    JSON.stringify(credits.map(({ person, role, share, rule }) => [person, role, share, rule]));
  return key(a) === key(b);
}

/**
 * Credits entries of these days again by the rules as they are: a reversal and the next revision, on
 * the entry's own day, in one commit. Asked again, what is credited rightly is left alone.
 */
export const recreditEntries: Recredit = async (db, { from, until, cursor }) => {
  const outcome = await attempts(async () => {
    const { found, rules, newest } = await db.load({
      found: store.standing({ from, until }, LOOK_MAX + 1, parsePlace(cursor)),
      rules: store.rules(),
      newest: store.newest(),
    });
    const standing = found.slice(0, LOOK_MAX);
    const participants = standing.map(({ content }) => content.person);
    const ruledOf = await ruledIn(db, store, { rules, participants });
    const wrong = standing.flatMap((entry) => {
      const ruled = ruledOf(entry.content);
      return sameCredits(entry.content.ruled, ruled) ? [] : [{ entry, ruled }];
    });
    const now = wrong.slice(0, AGAIN_MAX);
    const left = wrong.length - now.length;
    // Up to the last that is credited again while some are left, else up to the last looked at.
    const last = left > 0 ? now.at(-1)?.entry : found.length > LOOK_MAX ? standing.at(-1) : null;
    const at = { left, next: last ? placeText(placeOf(last)) : null };
    if (now.length === 0) return ok({ entries: 0, ...at });
    const ids = newIds<"entry">(db.now, now.length);
    const lines = now.flatMap(({ entry, ruled }, n) => again(entry, ruled, ids[n] ?? ""));
    const deltas = personDeltas(lines.flatMap(creditsOf));
    const answer = { entries: now.length, ...at };
    const done = await commit(db, {
      event: "entry/recredited",
      subject: null,
      detail: { lines: lines.length, from, until },
      expect: [store.creditingStill(newest)],
      writes: store.append(lines, deltas, { now: db.now, importId: null }),
      answer: { status: 200, body: answer },
      rows: movedRows(deltas),
    });
    if (done.ok) return ok(answer);
    const { error } = done;
    const tooLarge = error.code === "commit/guard" && error.what === "entries/total_too_large";
    return tooLarge ? err({ code: "entries/total_too_large" as const }) : ("again" as const);
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
};

function placeOf({ seq, line, content }: Latest): LogPlace {
  return { person: content.person, seq, line };
}

function again(entry: Latest, ruled: readonly RuledCredit[], id: string): EntryLine[] {
  const { source, externalId, kind, revision, content } = entry;
  const next = { ...{ source, externalId, id, kind }, revision: revision + 1, reverses: null };
  return [reversalOf(entry, id), { ...next, content: { ...content, ruled } }];
}
