// Goal: the same call again has one effect and the first answer, byte for byte, on every POST that
// writes a tenant (bars R2). Method: every mounted one, five in a row, ten at once, with another body.
import { beforeAll, describe, expect, test } from "vitest";
import type { Contract } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import { company, rows } from "../support/world.ts";
import { type Furnished, furnish } from "./isolation-fixtures.ts";
import { ofTenants, ownRequest, send } from "./own-request.ts";

let at: Furnished;
beforeAll(async () => {
  at = await furnish(await company(), { canary: "AGAIN", prime: "104729.00" });
}, 60_000);

/** Answers that are not kept, and why; a retry gets one of its own. */
const OWN_ANSWER: Readonly<Record<string, string>> = {
  createKey: "a secret is shown once, to the first",
  createTicket: "writes no tenant: a ticket is signed and lives a minute",
};
/** The fixtures must carry these to their end, or the table below says nothing of them. */
const CARRIED_OUT = [
  ...["saveUnits", "savePeople", "movePeople", "setReporting", "createMetric", "recordEntries"],
  ...["createPlan", "setTargets", "createImport", "cancelImport", "createBoard", "inviteMember"],
];

const posts = (): readonly Contract[] =>
  ofTenants().filter(({ method, asks, id }) => method === "POST" && !asks && id !== "loadSample");
const commits = async () =>
  (await rows(at.company.id, "SELECT count(*) AS n FROM commits WHERE tenant = ?1"))[0]?.["n"];
/** What a caller can tell apart; only the number of a refused request differs. */
const told = ({ status, text }: { status: number; text: string }) =>
  `${status} ${text.replace(/"request_id":"[^"]+"/, "")}`;

describe("every POST that writes a tenant", () => {
  test("answers five times in a row what it answered first, and is carried out once", async () => {
    const carriedOut: string[] = [];
    for (const contract of posts()) {
      const made = ownRequest(contract, at.ids);
      const key = newId(Date.now());
      const first = await send(at.company.api, contract, made, { key });
      const after = await commits();
      for (let time = 0; time < 4; time += 1) {
        const again = await send(at.company.api, contract, made, { key });
        if (!OWN_ANSWER[contract.id]) expect(told(again), contract.id).toBe(told(first));
        expect(again.status, contract.id).toBe(first.status);
      }
      expect(await commits(), contract.id).toBe(after);
      if (first.status >= 300) continue;
      carriedOut.push(contract.id);
      const other = await send(
        at.company.api,
        contract,
        { ...made, body: `${made.body} ` },
        { key },
      );
      if (contract.id !== "createTicket")
        expect(other.body.code, contract.id).toBe("input/key_reused");
      expect(await commits(), contract.id).toBe(after);
    }
    expect(CARRIED_OUT.filter((id) => !carriedOut.includes(id))).toEqual([]);
  }, 120_000);

  test("asked ten times at once has one effect and one answer", async () => {
    for (const contract of posts().filter(({ id }) => !OWN_ANSWER[id])) {
      const made = ownRequest(contract, at.ids);
      const key = newId(Date.now());
      const before = Number(await commits());
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => send(at.company.api, contract, made, { key })),
      );
      expect([...new Set(answers.map(told))], contract.id).toHaveLength(1);
      expect(Number(await commits()) - before, contract.id).toBeLessThanOrEqual(1);
    }
  }, 120_000);

  test("leaves commits of ids and numbers: no name, no address, no text of anybody", async () => {
    const left = await rows(
      at.company.id,
      "SELECT event, subject, detail FROM commits WHERE tenant = ?1",
    );
    expect(left.length).toBeGreaterThan(20);
    const written = JSON.stringify(left);
    for (const word of ["AGAIN", "HIDDEN", "@example.com", "matrix", "104729"])
      expect(written.includes(word), word).toBe(false);
  });
});
