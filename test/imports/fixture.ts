import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { chunks } from "../../workers/lib/list.ts";
import type { Client, Company } from "../support/world.ts";

export type FileRow = { readonly row: number; readonly value: Record<string, unknown> };
export type Announced = {
  readonly id: string;
  readonly body: Record<string, unknown>;
  readonly parts: { readonly rows: FileRow[]; readonly hash: string }[];
};

/** What a browser makes of accepted rows, before anything is sent. */
export async function announced(
  kind: string,
  values: readonly Record<string, unknown>[],
  size = 3,
): Promise<Announced> {
  const id = newId<"import">(Date.now());
  const rows = values.map((value, at) => ({ row: at + 1, value }));
  const parts = await Promise.all(
    chunks(rows, size).map(async (part) => ({ rows: part, hash: await sha256(canonical(part)) })),
  );
  const body = {
    ...{ id, kind, nameHash: await sha256("file.csv"), mapping: { person: { column: 0 } } },
    ...{ rows: rows.length, chunks: parts.length },
    hash: await sha256(parts.map(({ hash }) => hash).join("\n")),
  };
  return { id, body, parts };
}

/** Announces and sends everything; commits nothing. */
export async function uploaded(
  api: Client,
  kind: string,
  values: readonly Record<string, unknown>[],
  size = 3,
): Promise<Announced> {
  const made = await announced(kind, values, size);
  const created = await api.post("/imports", made.body);
  if (created.status !== 201) throw new Error(created.text);
  for (const [n, part] of made.parts.entries()) {
    const kept = await api.put(`/imports/${made.id}/chunks/${n}`, part);
    if (kept.status !== 200) throw new Error(kept.text);
  }
  return made;
}

/** A company with a team of two, and entries of theirs: 100.00, 200.00, … on days of January 2026. */
export async function sellers(at: Company) {
  const { api } = at;
  const root = (await api.get("/units")).body.items[0];
  const units = await api.post("/units", {
    rows: [{ code: "east", name: "East", parent: root.id }],
  });
  if (units.status !== 200) throw new Error(units.text);
  const rows = ["li", "wu"].map((code) => ({ code, name: code.toUpperCase(), unit: "east" }));
  const people = await api.post("/people", { rows });
  if (people.status !== 200) throw new Error(people.text);
  return { root: root.id as string };
}

export function sales(count: number, from = 1): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, at) => ({
    metric: "revenue",
    person: at % 2 === 0 ? "li" : "wu",
    on: `2026-01-${String((at % 28) + 1).padStart(2, "0")}`,
    amount: `${(from + at) * 100}.00`,
    externalId: `A${from + at}`,
    source: "file:revenue",
  }));
}
