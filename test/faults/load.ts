import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Client, field, type Send } from "../../infra/load/client.ts";
import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";

/** What the server has said yes to: external id to amount, in cents. */
export type Acknowledged = Map<string, number>;
export type Row = {
  readonly metric: string;
  readonly person: string;
  readonly on: string;
  readonly amount: string;
  readonly externalId: string;
  readonly source: string;
};

const PATIENCE_MS = 120_000;

/**
 * Sends until there is an answer, always the same request with the same key: what a client does that
 * has lost its connection and does not know whether it was heard.
 */
export async function insist(to: Client, request: Send): Promise<Answer> {
  const headers = { "idempotency-key": randomUUID(), ...request.headers };
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await to.send({ ...request, headers }).catch(() => null);
    if (answer && answer.status < 300) return answer;
    if (answer && answer.status < 500) {
      throw new Error(`${request.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    if (Date.now() > giveUpAt) throw new Error(`${request.path}: no answer`);
    await wait(60);
  }
}

export async function postBatch(to: Client, rows: readonly Row[], kept: Acknowledged) {
  await insist(to, { method: "POST", path: "/api/v1/entries", body: { rows } });
  acknowledge(rows, kept);
}

/** A whole import, chunk by chunk; the clock of the platform is rung while it runs. */
export async function importRows(
  to: Client,
  chunks: readonly (readonly Row[])[],
  kept: Acknowledged,
) {
  const id = newId<"import">(Date.now());
  const path = `/api/v1/imports/${id}`;
  let nth = 0;
  const packed = await Promise.all(
    chunks.map(async (chunk) => {
      const rows = chunk.map((value) => ({ row: ++nth, value }));
      return { rows, hash: await sha256(canonical(rows)) };
    }),
  );
  const body = {
    ...{ id, kind: "entries", mapping: {}, rows: nth, chunks: chunks.length },
    nameHash: await sha256(id),
    hash: await sha256(packed.map(({ hash }) => hash).join("\n")),
  };
  await insist(to, { method: "POST", path: "/api/v1/imports", body });
  for (const [n, chunk] of packed.entries()) {
    await insist(to, { method: "PUT", path: `${path}/chunks/${n}`, body: chunk });
  }
  await insist(to, { method: "POST", path: `${path}/commit`, body: {} });
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const { body: now } = await insist(to, { method: "GET", path });
    if (field(now, "state") === "done") break;
    if (Date.now() > giveUpAt) throw new Error(`the import stands still: ${JSON.stringify(now)}`);
    await insist(to, { method: "GET", path: "/cdn-cgi/handler/scheduled" });
    await wait(120);
  }
  acknowledge(chunks.flat(), kept);
}

function acknowledge(rows: readonly Row[], kept: Acknowledged): void {
  for (const { externalId, amount } of rows) kept.set(externalId, Number(amount.replace(".", "")));
}
