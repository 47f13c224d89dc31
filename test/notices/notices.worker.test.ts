// Goal: who must act is told once, in their language, at a decent hour, and without a figure; what is
// done meanwhile is never told. Method: the real Worker on real D1 with its queue and mailbox; the job is
// called as the queue would, at moments of the company's own day.
import { beforeAll, describe, expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { triedAs } from "../../workers/jobs/tried.ts";
import { wakeTheForgotten, work } from "../../workers/jobs/work.ts";
import { SOURCES } from "../../workers/jobs/notice-consumer.ts";
import { newId } from "../../workers/lib/id.ts";
import { noticeStore } from "../../workers/notices/store.ts";
import { tell, type TellDeps } from "../../workers/notices/tell.ts";
import { reviewRuns } from "../../workers/payruns/review-runs.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { sale, statement, step, upTo, world, type World } from "../payruns/world.ts";
import { client, dbOf, env, member, type Person, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";

const HOUR = 3_600_000;
type Mail = { readonly subject: string; readonly text: string };

/** Mails to somebody but those with a code, oldest first. */
async function mailsTo({ email }: Person): Promise<Mail[]> {
  const { body } = await client().get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
  return body.filter(({ subject }: Mail) => !/^\d{6}/.test(subject)).toReversed();
}

const hourIn = (timeZone: string, at: number) =>
  Number(
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(at),
  );
/** A zone in which it is about noon now, so that every test has its day before it. */
const NOON = Intl.supportedValuesOf("timeZone").find((zone) => hourIn(zone, Date.now()) === 12);
/** The moment of an hour of the company's day, `days` from now. */
const at = (hour: number, days = 0) =>
  Date.now() - (Date.now() % HOUR) + (hour - 12 + 24 * days) * HOUR + 60_000;

/** A team whose clock says noon, with Anna, who has an account. */
async function noon(): Promise<World & { readonly anna: Person }> {
  const made = await world();
  await rows(made.id, "UPDATE tenant_here SET time_zone = ?2 WHERE tenant = ?1", NOON ?? "UTC");
  const anna = await member(made.id, "member", { person: made.ids["anna"] ?? "" });
  return { ...made, anna };
}

const run = (of: World, when: number) => work(env, { tenant: of.id }, when);
const told = (of: World, who: Person) =>
  rows(
    of.id,
    "SELECT key, kind, state FROM notices WHERE tenant = ?1 AND account = ?2",
    who.account,
  );

let of: Awaited<ReturnType<typeof noon>>;
beforeAll(async () => {
  of = await noon();
});

describe("a plan to accept", () => {
  test("is mailed to who is on it, once, however often the job runs", async () => {
    await Promise.all([run(of, at(14)), run(of, at(14))]);
    await run(of, at(15));
    const mails = await mailsTo(of.anna);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain("“Sales commission” waits for your acceptance");
    expect(mails[0]?.text).toContain("/mine#plan");
    expect(await mailsTo(of.second)).toEqual([]);
  });

  test("stands on the first page of who must, and of nobody else", async () => {
    const own = await done(of.anna.client.get("/notices"));
    expect(own.body.items).toMatchObject([
      { kind: "plan_to_accept", urgency: "must", count: 1, path: "/mine#plan" },
    ]);
    expect((await done(of.second.client.get("/notices"))).body.items).toEqual([]);
    expect((await done(of.api.get("/notices"))).body.items).toEqual([]);
    const planner = await done(of.owner.client.get("/notices"));
    expect(planner.body.items).toMatchObject([
      { kind: "plan_unaccepted", text: { zh: "《销售提成》还有 2 人未确认（共 2 人）" } },
    ]);
  });

  test("is mailed again when somebody reminds, in the language the reader chose", async () => {
    const chosen = await of.anna.client.patch(
      "/notice-settings",
      { language: "zh" },
      { version: 0 },
    );
    expect(chosen.body, chosen.text).toMatchObject({ language: "zh", atOnce: true, version: 1 });
    await done(of.owner.client.post(`/incentive-plans/${of.plan}/remind`));
    await run(of, at(16));
    await run(of, at(17));
    const [, reminder, ...more] = await mailsTo(of.anna);
    expect(reminder?.subject).toContain("激励方案《销售提成》等你确认");
    expect(more).toEqual([]);
  });

  test("is gone once it is accepted", async () => {
    const mine = await done(of.anna.client.get(`/people/${of.ids["anna"]}/incentive-plan`));
    const { number, hash } = mine.body.plan.newest;
    const signed = await of.anna.client.post(`/incentive-plans/${of.plan}/accept`, {
      ...{ number, hash, language: "zh" },
    });
    expect(signed.status, signed.text).toBe(201);
    expect((await done(of.anna.client.get("/notices"))).body.items).toEqual([]);
    const planner = await done(of.owner.client.get("/notices"));
    expect(planner.body.items).toMatchObject([{ text: { en: expect.stringMatching(/^1 of 2/) } }]);
  });

  test("is awaited of nobody who was taken off the plan", async () => {
    const left = await noon();
    await run(left, at(14));
    const [anna] = [left.ids["anna"]];
    const gone = { people: [anna], until: "2026-01-02" };
    await done(left.author.client.post(`/incentive-plans/${left.plan}/members/end`, gone));
    await run(left, at(15));
    const planner = await done(left.owner.client.get("/notices"));
    expect(planner.body.items).toMatchObject([{ text: { en: expect.stringMatching(/^1 of 1/) } }]);
  });
});

describe("the hours of the company", () => {
  test("hold mail back at night, and what is done until morning is never sent", async () => {
    const night = await noon();
    await rows(night.id, "DELETE FROM notices WHERE tenant = ?1");
    const before = await mailsTo(night.anna);
    await run(night, at(23));
    expect(await told(night, night.anna)).toEqual([]);
    const [cursor] = await rows(
      night.id,
      "SELECT next_try_at FROM cursors WHERE tenant = ?1 AND consumer = 'notices'",
    );
    expect(hourIn(NOON ?? "UTC", Number(cursor?.["next_try_at"]))).toBe(8);
    await rows(
      night.id,
      "UPDATE incentive_members SET until_seq = 99 WHERE tenant = ?1 AND until_seq IS NULL",
    );
    await run(night, Number(cursor?.["next_try_at"]));
    expect(await mailsTo(night.anna)).toEqual(before);
  });

  test("gather progress into one mail after nine the next morning", async () => {
    const summary = async () => (await mailsTo(of.owner)).map(({ subject }) => subject);
    await run(of, at(20));
    expect(await summary()).toEqual([]);
    expect(await wakes(of, at(9, 1) - 2 * HOUR)).toBe(false);
    expect(await wakes(of, at(9, 1))).toBe(true);
    await run(of, at(9, 1));
    await run(of, at(10, 1));
    expect(await summary()).toEqual([expect.stringMatching(/^1 of 2 have not accepted/)]);
  });
});

/** Whether cron would wake the company at a moment. */
async function wakes({ id }: World, when: number): Promise<boolean> {
  const woken: string[] = [];
  const JOBS = {
    sendBatch: async (sent: { body: { tenant: string } }[]) =>
      sent.forEach(({ body }) => woken.push(body.tenant)),
  } as unknown as typeof env.JOBS; // Only what cron sends with.
  await wakeTheForgotten({ ...env, JOBS }, when);
  return woken.includes(id);
}

describe("a run", () => {
  test("asks who may approve it, and tells the payee when it is approved, with no figure", async () => {
    await sale(of, "anna", "2026-05-04", "700000.00");
    const id = await upTo(of, "2026-05-01", "submit");
    await run(of, at(14, 1));
    const [asked, ...others] = await mailsTo(of.second);
    expect(asked?.subject).toContain("May 2026, waits for your approval");
    expect(asked?.text).toContain(`/incentives/runs/${id}`);
    expect(others).toEqual([]);
    expect(await mailsTo(of.finance), "who submitted it").toEqual([]);
    expect((await mailsTo(of.owner)).length, "who wrote the plan").toBe(1);
    expect((await done(of.second.client.get("/notices"))).body.items).toMatchObject([
      { kind: "run_to_approve", path: `/incentives/runs/${id}` },
    ]);

    await done(step(of, id, "approve"));
    await run(of, at(15, 1));
    const news = (await mailsTo(of.anna)).at(-1);
    expect(news?.subject).toContain("你2026年5月的提成对账单已批准");
    expect(`${news?.subject}${news?.text}`).not.toMatch(/56|700|¥|CNY|[.,]00/);
    expect((await done(of.anna.client.get("/notices"))).body.items).toMatchObject([
      { kind: "statement_ready", urgency: "money" },
    ]);
    expect((await done(of.second.client.get("/notices"))).body.items).toEqual([]);

    const { hash } = await statement(of, id, "anna");
    const dispute = newId(Date.now());
    const raised = await of.anna.client.post("/disputes", {
      ...{ id: dispute, run: id, person: of.ids["anna"], currency: "CNY", hash },
      ...{ pointer: "/lines/0", text: "An order is missing", amount: "800.00" },
    });
    expect(raised.status, raised.text).toBe(201);
  });

  test("is told no second time when it is locked as it was", async () => {
    const before = (await mailsTo(of.anna)).length;
    await run(of, at(16, 1));
    expect((await mailsTo(of.anna)).length).toBe(before);
  });
});

describe("a dispute", () => {
  test("waits for those who may settle it, and says when the day for it is over", async () => {
    await run(of, at(17, 1));
    for (const who of [of.finance, of.second, of.owner])
      expect((await mailsTo(who)).at(-1)?.subject).toContain("A dispute waits for an answer until");
    const late = at(10, 15);
    expect(await wakes(of, late)).toBe(true);
    await run(of, late);
    await run(of, late + HOUR);
    const mails = (await mailsTo(of.finance)).map(({ subject }) => subject);
    expect(mails.filter((subject) => /past the day for its answer/.test(subject))).toHaveLength(1);
    expect(mails).toHaveLength(2);
  });

  test("is told to its payee when it is answered and settled; who looks after it alone hears more", async () => {
    const [{ id = "" } = {}] = await rows(of.id, "SELECT id FROM disputes WHERE tenant = ?1");
    const move = (kind: string, version: number, body: object) =>
      done(of.finance.client.post(`/disputes/${id}/${kind}`, body, { version }));
    await move("answer", 1, { text: "Which one?" });
    await run(of, at(11, 15));
    expect((await mailsTo(of.anna)).at(-1)?.subject).toContain("你的异议已有答复");
    await done(of.anna.client.post(`/disputes/${id}/reply`, { text: "That" }, { version: 2 }));
    const second = (await mailsTo(of.second)).length;
    await run(of, at(12, 15));
    expect((await mailsTo(of.second)).length).toBe(second);
    expect((await done(of.finance.client.get("/notices"))).body.items).toMatchObject([
      { kind: "dispute_open", count: 1 },
    ]);
    await move("accept", 3, { adjustment: newId(Date.now()), amount: "750.00", text: "Right" });
    await run(of, at(14, 1));
    expect((await mailsTo(of.anna)).at(-1)?.subject).toContain("你的异议已有结论");
    expect((await done(of.second.client.get("/notices"))).body.items).toMatchObject([
      { kind: "correction_to_decide", path: "/incentives?tab=disputes&part=corrections" },
    ]);
    expect((await done(of.finance.client.get("/notices"))).body.items, "who entered it").toEqual(
      [],
    );
  });
});

describe("who wishes no mail", () => {
  test("gets none, nor what had waited when they want it again", async () => {
    const quiet = await noon();
    await rows(quiet.id, "DELETE FROM notices WHERE tenant = ?1");
    const before = (await mailsTo(quiet.anna)).length;
    const off = await quiet.anna.client.patch(
      "/notice-settings",
      { atOnce: false },
      { version: 0 },
    );
    expect(off.status, off.text).toBe(200);
    await run(quiet, at(14));
    expect(await told(quiet, quiet.anna)).toMatchObject([{ kind: "plan_to_accept", state: "off" }]);
    await quiet.anna.client.patch("/notice-settings", { atOnce: true }, { version: 1 });
    await run(quiet, at(15));
    expect((await mailsTo(quiet.anna)).length).toBe(before);
    expect((await quiet.anna.client.get("/notices")).body.items).toHaveLength(1);
    const stale = await quiet.anna.client.patch(
      "/notice-settings",
      { digest: false },
      { version: 1 },
    );
    expect([stale.status, stale.body.code]).toEqual([412, "version/stale"]);
    const key = await quiet.api.patch("/notice-settings", { digest: false }, { version: 0 });
    expect([key.status, key.body.code]).toEqual([403, "notice/no_account"]);
  });
});

describe("news of pay beyond the day's limit", () => {
  test("waits for the next day without keeping the job busy, and holds up nobody behind it", async () => {
    const busy = await noon();
    const zone = NOON ?? "UTC";
    await rows(busy.id, "DELETE FROM notices WHERE tenant = ?1");
    const many = (until: number) =>
      `WITH RECURSIVE a(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM a WHERE n < ${until})`;
    // A hundred and ten accounts had their three mails today; five behind them had none.
    await rows(
      busy.id,
      `INSERT INTO notices (tenant, account, key, kind, turn, state, tries, at)
       ${many(329)} SELECT ?1, printf('a%03d', n / 3), 'sent/' || n, 'statement_ready', 1, 'sent', 1, ?2 + n
       FROM a WHERE true`,
      String(at(13)),
    );
    const source = `SELECT * FROM (${many(114)} SELECT printf('a%03d', n) AS account,
      'statement_ready' AS kind, 'statement/x' AS "key", 9 AS turn,
      '{"from":"2026-06-01","until":"2026-07-01"}' AS facts, 0 AS sample FROM a)`;
    const posted: string[] = [];
    const deps: TellDeps = {
      ...{ notices: noticeStore, sources: [source], base: "https://here" },
      refresh: async () => false,
      addresses: async () =>
        new Map(
          Array.from({ length: 115 }, (_, n) => `a${String(n).padStart(3, "0")}`).map((a) => [
            a,
            a,
          ]),
        ),
      post: async (to) => posted.push(to) > 0,
    };
    const job = async (when: number) => tell({ ...(await dbOf(busy.id)), now: when }, deps);
    const first = await job(at(14));
    expect(posted).toEqual(["a110", "a111", "a112", "a113", "a114"]);
    expect(first.more).toBe(false);
    expect(hourIn(zone, first.nextAt)).toBe(9);
    expect(first.nextAt).toBeGreaterThan(at(20));
    for (let n = 0; n < 3; n += 1) await job(first.nextAt);
    expect(new Set(posted).size).toBe(115);
    expect(posted).toHaveLength(115);
  });
});

describe("a run whose review breaks off", () => {
  test("holds up nobody's mail, and is looked at again", async () => {
    const broken = await noon();
    await sale(broken, "anna", "2026-05-04", "1000.00");
    const id = await upTo(broken, "2026-05-01", "submit");
    await rows(broken.id, "DELETE FROM notices WHERE tenant = ?1");
    const reviews = async () =>
      await rows(broken.id, "SELECT run FROM pay_reviews WHERE tenant = ?1");
    await rows(broken.id, "DELETE FROM pay_reviews WHERE tenant = ?1");
    const own = payrunDeps(besideRuns);
    const hashes = () => {
      throw new Error("broken");
    };
    const posted: string[] = [];
    const job = async (deps: typeof own) =>
      await tell(
        { ...(await dbOf(broken.id)), now: at(14) },
        {
          ...{ notices: noticeStore, sources: SOURCES, base: "https://here" },
          refresh: async () => await reviewRuns(await dbOf(broken.id), deps, triedAs({})),
          addresses: async () => new Map([[broken.anna.account, broken.anna.email]]),
          post: async (to) => posted.push(to) > 0,
        },
      );
    const told = await job({ ...own, runs: { ...own.runs, hashes } });
    expect([told.more, posted, await reviews()]).toEqual([false, [broken.anna.email], []]);
    await job(own);
    expect(await reviews()).toEqual([{ run: id }]);
  });
});

describe("a mail that fails", () => {
  const deps = (of: World, post: TellDeps["post"], to = of.owner): TellDeps => ({
    ...{ notices: noticeStore, sources: SOURCES, base: "https://here", post },
    refresh: async () => false,
    addresses: async () => new Map([[to.account, to.email]]),
  });

  test("is tried again until it is given up, and never by two at once", async () => {
    const bad = await noon();
    await rows(bad.id, "DELETE FROM notices WHERE tenant = ?1");
    let tries = 0;
    const refused = deps(bad, async () => ((tries += 1), false), bad.anna);
    const job = async (when: number) => tell({ ...(await dbOf(bad.id)), now: when }, refused);
    for (let n = 0; n < 8; n += 1) {
      const [first] = await Promise.all([
        job(at(14) + (n * HOUR) / 4),
        job(at(14) + (n * HOUR) / 4),
      ]);
      if (n === 0) expect(first.nextAt).toBeGreaterThan(at(14));
    }
    expect(tries).toBe(5);
    expect(await told(bad, bad.anna)).toMatchObject([{ state: "failed" }]);
  });

  test("leaves the sample company alone", async () => {
    const sample = await noon();
    await rows(sample.id, "DELETE FROM notices WHERE tenant = ?1");
    await rows(sample.id, "UPDATE incentive_plans SET sample = 1 WHERE tenant = ?1");
    await run(sample, at(14));
    expect(await told(sample, sample.anna)).toEqual([]);
    expect((await sample.anna.client.get("/notices")).body.items).toHaveLength(1);
  });
});
