import { err, ok, type Result } from "../lib/result.ts";
import type { Give, RuleBody, When } from "./rule.ts";

type Thing = {
  readonly kind: "unit" | "person" | "metric";
  readonly id: string;
  readonly code: string;
};
/** Codes and ids to ids, each kind apart. */
export type Refs = Readonly<Record<"units" | "people" | "metrics", ReadonlyMap<string, string>>>;
export type UnknownRef = {
  readonly code: "crediting/unknown";
  readonly value: string;
  readonly pointer: string;
};

/** Everything a body names. */
export function refsOf({ when, gives }: RuleBody): string[] {
  const given = gives.flatMap(({ to }) => (to.kind === "person" ? [to.person] : []));
  return [...when.units, ...when.people, ...when.metrics, ...given];
}

/** A code wins over a look-alike id. */
export function refsFrom(byId: readonly Thing[], byCode: readonly Thing[]): Refs {
  const of = (kind: Thing["kind"]) => {
    const mine = (all: readonly Thing[]) => all.filter((each) => each.kind === kind);
    return new Map([
      ...mine(byId).map(({ id }) => [id, id] as const),
      ...mine(byCode).map(({ id, code }) => [code, id] as const),
    ]);
  };
  return { units: of("unit"), people: of("person"), metrics: of("metric") };
}

/** The same body with ids alone, or the first name that nothing goes by. `at` leads its pointers. */
export function withIds(body: RuleBody, refs: Refs, at = ""): Result<RuleBody, UnknownRef> {
  const unknown = (value: string, pointer: string) =>
    err({ code: "crediting/unknown" as const, value, pointer: `${at}${pointer}` });
  const when: Record<"units" | "people" | "metrics", string[]> = {
    ...{ units: [], people: [], metrics: [] },
  };
  for (const kind of ["units", "people", "metrics"] as const) {
    for (const [index, ref] of body.when[kind].entries()) {
      const found = refs[kind].get(ref);
      if (found === undefined) return unknown(ref, `/when/${kind}/${index}`);
      when[kind].push(found);
    }
  }
  const gives: Give[] = [];
  for (const [index, give] of body.gives.entries()) {
    if (give.to.kind !== "person") gives.push(give);
    else {
      const person = refs.people.get(give.to.person);
      if (person === undefined) return unknown(give.to.person, `/gives/${index}/to/person`);
      gives.push({ ...give, to: { kind: "person", person } });
    }
  }
  const said: When = { ...body.when, ...when };
  return ok({ when: said, gives });
}
