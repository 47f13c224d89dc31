import type {
  getEarnings,
  listPersonStatements,
} from "../../workers/payruns/contract-statements.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Earnings = AnswerOf<typeof getEarnings>;
export type Estimate = Earnings["statements"][number];
export type Past = AnswerOf<typeof listPersonStatements>["items"][number];

/** What a person has earned as of now, and the statements of closed periods. */
export function earningsModel(person: string) {
  const params = { personId: person };
  return {
    now: resource(() =>
      api<typeof getEarnings>("GET", "/people/:personId/earnings", {
        params,
        query: { input: "1" },
      }),
    ),
    past: resource(() =>
      api<typeof listPersonStatements>("GET", "/people/:personId/statements", { params }),
    ),
  };
}
