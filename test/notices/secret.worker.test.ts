// Goal: what lies about tells nobody's pay: no mail and no line of the log of changes holds an amount, a
// person's name or what somebody wrote. Method: a company's month through the API on real D1, with amounts
// and words that occur nowhere else; then every mail and every commit is looked through.
import { expect, test } from "vitest";
import { work } from "../../workers/jobs/work.ts";
import { must } from "../../workers/lib/assert.ts";
import { newId } from "../../workers/lib/id.ts";
import { sale, statement, step, upTo, world } from "../payruns/world.ts";
import { client, env, member, type Person, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";

const HOUR = 3_600_000;
const fresh = () => newId(Date.now());
/** Ids and hashes are digits too. */
const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g;
/** Of sales, pay, a correction, a dispute and an opening, in major and minor units; and words and names. */
const SECRETS = [
  ...[
    "717171",
    "5860824",
    "58608.24",
    "1234.56",
    "123456",
    "4321.98",
    "432198",
    "9876.54",
    "987654",
  ],
  ...["Quagmire", "anna", "bo@", "Bo ", "chen"],
];

test("no mail and no commit holds an amount, a name or somebody's words", async () => {
  const at = await world();
  const anna = await member(at.id, "member", { person: must(at.ids["anna"]) });
  const opening = fresh();
  await done(
    at.finance.client.post("/pay-openings", {
      ...{ id: opening, plan: at.plan, from: "2026-05-01", note: "Quagmire" },
      rows: [{ person: at.ids["bo"], debt: "9876.54" }],
    }),
  );
  await done(at.second.client.post(`/pay-openings/${opening}/approve`, { note: "Quagmire" }));
  await sale(at, "anna", "2026-05-04", "717171.00");
  await sale(at, "bo", "2026-05-04", "717171.00");
  const correction = fresh();
  await done(
    at.finance.client.post("/pay-adjustments", {
      ...{ id: correction, kind: "correction", person: at.ids["anna"], on: "2026-05-01" },
      ...{ currency: "CNY", amount: "1234.56", reason: "Quagmire" },
    }),
  );
  await done(at.second.client.post(`/pay-adjustments/${correction}/approve`, { note: "Quagmire" }));
  const third = await member(at.id, "finance");
  const may = await upTo(at, "2026-05-01", "calculate");
  await done(step(at, may, "submit", third));
  await done(step(at, may, "approve"));
  const { hash, statement: paid } = await statement(at, may, "anna");
  expect(paid.pay).toBe("58608.24");
  const dispute = fresh();
  await done(
    anna.client.post("/disputes", {
      ...{ id: dispute, run: may, person: at.ids["anna"], currency: "CNY", hash },
      ...{ pointer: "/lines/0", text: "Quagmire", amount: "4321.98" },
    }),
  );
  await done(
    third.client.post(
      `/disputes/${dispute}/accept`,
      { adjustment: fresh(), amount: "4321.98", text: "Quagmire" },
      { version: 1 },
    ),
  );
  await done(step(at, may, "lock"));
  await done(step(at, may, "pay"));

  const everybody: readonly Person[] = [at.owner, at.finance, at.second, third, anna];
  // Every hour of a day, so that it is neither night nor before the summary in one of them.
  for (let hours = 0; hours < 26; hours += 3)
    await work(env, { tenant: at.id }, Date.now() + hours * HOUR);
  const mails: { subject: string; text: string }[] = [];
  for (const { email } of everybody) {
    const { body } = await client().get(`/dev/mail.json?to=${encodeURIComponent(email)}`);
    mails.push(...body.filter(({ subject }: { subject: string }) => !/^\d{6}/.test(subject)));
  }
  expect(mails.length).toBeGreaterThan(5);
  const log = await rows(at.id, "SELECT event, detail FROM commits WHERE tenant = ?1 ORDER BY seq");
  expect(log.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["pay_run/paid", "dispute/accepted", "pay_opening/approved"]),
  );
  const said = [
    ...mails.map(({ subject, text }) => `mail: ${subject}\n${text}`),
    ...log.map(({ event, detail }) => `${event}: ${detail}`),
  ];
  const told = said.map((each) => each.replaceAll(ID, "-"));
  const shown = told.flatMap((each) =>
    SECRETS.filter((secret) => each.includes(secret)).map((secret) => `${secret} in ${each}`),
  );
  expect(shown).toEqual([]);
}, 60_000);
