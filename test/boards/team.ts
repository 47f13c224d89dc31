import { newId } from "../../workers/lib/id.ts";
import { firstOfMonth, addMonths } from "../../workers/lib/day.ts";
import { businessDay, instant } from "../../workers/lib/instant.ts";
import { company, rows, type Company } from "../support/world.ts";

export type Team = Company & {
  /** Ids by code. */
  readonly unit: Readonly<Record<"EAST" | "EAST-1" | "EAST-2", string>>;
  readonly person: Readonly<Record<"li" | "wang" | "zhao", string>>;
  readonly revenue: string;
  readonly today: string;
  /** Records one sale through the API. */
  readonly sell: (who: "li" | "wang" | "zhao", amount: string) => Promise<void>;
  /** A board through the API. */
  readonly board: (change?: Record<string, unknown>) => Promise<string>;
};

/** A company with a region of two teams and three people; each is to sell 1,000.00 this month. */
export async function team(
  wanted: { readonly shard?: "SHARD_0" | "SHARD_1"; readonly untargeted?: true } = {},
): Promise<Team> {
  const made = await company(wanted.shard ? { shard: wanted.shard } : {});
  const { api, id } = made;
  await done(
    api.post("/units", {
      rows: [
        { code: "EAST", name: "华东", nameEn: "East", parent: null },
        { code: "EAST-1", name: "华东一组", nameEn: "East 1", parent: "EAST" },
        { code: "EAST-2", name: "华东二组", nameEn: "East 2", parent: "EAST" },
      ],
    }),
  );
  await done(
    api.post("/people", {
      rows: [
        { code: "li", name: "李静", nameEn: "Li Jing", unit: "EAST-1" },
        { code: "wang", name: "王磊", nameEn: "Wang Lei", unit: "EAST-1" },
        { code: "zhao", name: "赵敏", nameEn: "Zhao Min", unit: "EAST-2" },
      ],
    }),
  );
  const ids = async (table: "units" | "people" | "metrics") =>
    Object.fromEntries(
      (await rows(id, `SELECT code, id FROM ${table} WHERE tenant = ?1`)).map((row) => [
        String(row["code"]),
        String(row["id"]),
      ]),
    );
  const [unit, person, metric] = [await ids("units"), await ids("people"), await ids("metrics")];
  const revenue = metric["revenue"] ?? "";
  const today = businessDay(instant(Date.now()), "Asia/Shanghai");
  const subjects = [...Object.values(person), unit["EAST"] ?? ""];
  const from = firstOfMonth(today);
  const target = { metric: "revenue", amount: "1000.00", from, until: addMonths(from, 1) };
  const targets = subjects.map((subject) => ({ ...target, subject }));
  if (!wanted.untargeted) await done(api.post("/targets", { rows: targets }));
  const sell = async (who: string, amount: string) => {
    const row = { metric: "revenue", person: who, on: today, amount };
    await done(api.post("/entries", { rows: [row] }));
  };
  const board = async (change: Record<string, unknown> = {}) => {
    const body = { id: newId(Date.now()), name: "本月榜", nameEn: "This month", metric: revenue };
    await done(api.post("/boards", { ...body, unit: unit["EAST"], ...change }));
    return body.id;
  };
  // Ids come from the API as plain text; Team has them branded.
  return { ...made, unit, person, revenue, today, sell, board } as unknown as Team;
}

async function done(answer: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`${status}: ${text}`);
}
