import { err, ok, type Result } from "../lib/result.ts";
import type { CommitError } from "../tenancy/commit.ts";

export type Exists = { readonly code: "strategy/exists"; readonly id: string };
export type Absent = { readonly code: "strategy/not_found"; readonly id: string };
export type Busy = { readonly code: "commit/busy" };
export type Stale = {
  readonly code: "version/stale";
  readonly yours: number;
  readonly current: number;
};
type Done = Result<unknown, CommitError>;

/** What became of something new: the key of another that came first is a refusal. */
export function made<T>(done: Done, id: string, value: T): Result<T, Exists | Busy> {
  if (done.ok) return ok(value);
  const taken = done.error.code === "commit/unique";
  return err(taken ? { code: "strategy/exists", id } : { code: "commit/busy" });
}

/** What became of a change based on `version`: whoever was faster has made the next one. */
export function changed<T>(done: Done, version: number, value: T): Result<T, Stale | Busy> {
  if (done.ok) return ok(value);
  const late = done.error.code === "commit/guard" && done.error.what === "strategy/version";
  return late ? stale(version, version + 1) : err({ code: "commit/busy" });
}

export function stale(yours: number, current: number): Result<never, Stale> {
  return err({ code: "version/stale", yours, current });
}

type Given<Change> = { -readonly [Field in keyof Change]?: Exclude<Change[Field], undefined> };

/** The fields that were given; an absent one stays as it is. */
export function given<Change extends object>(change: Change): Given<Change> {
  const present = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Given<Change>; // The same keys, fewer.
}
