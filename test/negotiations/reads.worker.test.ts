// Goal: what is read on screen costs what it shows, whatever lies in the log (bars P1, P2). Method: the
// development header counts trips and rows; the same requests before and after a hundred times the log.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import type { Answer } from "../support/world.ts";
import { done, plan, team, type Team } from "../targets/team.ts";

const cost = ({ headers }: Answer) => {
  const [, trips = "0", read = "0"] =
    /trips=(\d+);read=(\d+)/.exec(headers.get("fairlead-d1") ?? "") ?? [];
  return { trips: Number(trips), read: Number(read) };
};
/** Every figure and word of an answer that was read from a row. */
const figures = (value: unknown): number =>
  value !== null && typeof value === "object"
    ? Object.values(value).reduce((all: number, each) => all + figures(each), 0)
    : 1;

let w: Team & { readonly round: string };
beforeAll(async () => {
  const made = await team();
  const body = plan();
  await done(made.api.post("/plans", body));
  await done(made.api.post(`/plans/${body.id}/allocate`, {}));
  const round = newId(Date.now());
  await done(made.api.post(`/plans/${body.id}/rounds`, { id: round, deadline: "2099-12-31" }));
  w = { ...made, round };
});

const READS: readonly [string, () => string][] = [
  ["a unit of a round", () => `/rounds/${w.round}?unit=${w.ids["EAST"]}`],
  ["a thread", () => `/rounds/${w.round}/threads/${w.ids["anna"]}`],
  ["what waits for somebody", () => `/threads/waiting?for=${w.ids["anna"]}`],
  ["what is undecided beneath a unit", () => `/threads/waiting?for=${w.ids["SALES"]}&below=true`],
  ["what was negotiated about somebody", () => `/threads?subject=${w.ids["anna"]}`],
  ["the open rounds", () => `/rounds?open=true`],
];

async function measured() {
  const all = new Map<string, { trips: number; read: number; figures: number }>();
  for (const [name, path] of READS) {
    const answer = await done(w.api.get(path()));
    all.set(name, { ...cost(answer), figures: figures(answer.body) });
  }
  return all;
}

describe("reading negotiations", () => {
  test("takes one trip and at most two rows a figure and fifty, and grows with nothing else", async () => {
    const before = await measured();
    for (const [name, { trips, read, figures: shown }] of before) {
      expect(trips, name).toBe(1);
      expect(read, `${name}: ${read} rows for ${shown} figures`).toBeLessThanOrEqual(
        2 * shown + 50,
      );
    }
    const entries = Array.from({ length: 400 }, (_, at) => ({
      ...{ metric: "revenue", person: "anna", amount: "1.00", externalId: `more-${at}` },
      on: `2025-${String(1 + (at % 12)).padStart(2, "0")}-0${1 + (at % 9)}`,
    }));
    await done(w.api.post("/entries", { rows: entries }));
    const after = await measured();
    for (const [name, { read }] of after) expect(read, name).toBe(before.get(name)?.read);
    console.log(
      [...before]
        .map(([name, { read, figures: n }]) => `${name}: ${read} rows, ${n} figures`)
        .join("\n"),
    );
  });

  test("saying something reads as little, and evidence no more than its months", async () => {
    const path = `/rounds/${w.round}/threads/${w.ids["anna"]}/moves`;
    const evidence = ["last_year", "trailing", "before"];
    const said = await done(
      w.api.post(
        path,
        { kind: "propose", amount: "3500000", reason: "Market.", evidence },
        { version: 1 },
      ),
    );
    const { trips, read } = cost(said);
    console.log(`a move with evidence: ${trips} trips, ${read} rows`);
    expect(trips).toBe(3);
    expect(read).toBeLessThanOrEqual(2 * 40 + 50);
  });
});
