import { signal } from "@preact/signals";
import type { Statement } from "../../workers/incentives/outcome.ts";
import type { getStatement } from "../../workers/payruns/contract-statements.ts";
import { api } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { minorOf } from "./names.ts";
import type { SheetLine } from "./statement-sheets.ts";
import { kindOf, type StatementPage } from "./wire.ts";

/** What came of computing the statement again in this browser. */
export type Check = "busy" | "same" | "other" | "server" | "none";

/** A line with everything that made it, amounts in minor units. */
export type TracedLine = Omit<SheetLine, "name"> & {
  readonly origin: string;
  readonly trueUp: boolean;
  readonly needsApproval: boolean;
  /** Its place in the engine's statement, which disputes point to. */
  readonly at: number;
};

export type StatementModel = ReturnType<typeof statementModel>;

export function statementModel(runId: string, personId: string, currency: string) {
  const state = resource(() =>
    api<typeof getStatement>("GET", "/pay-runs/:runId/statements/:personId", {
      params: { runId, personId },
      query: currency === "" ? {} : { currency },
    }),
  );
  const check = signal<Check>("busy");

  async function load(): Promise<void> {
    check.value = "busy";
    await state.load();
    const now = state.value.peek();
    if (now.state === "ready") check.value = await checked(now.body);
  }
  return { state, check, load };
}

/** Recomputes with the engine itself, in its Worker, from the input the statement was made of. */
async function checked(page: StatementPage): Promise<Check> {
  const { input, person, hash, recomputed } = page;
  if (input === null) return recomputed ? "server" : "none";
  const { engine } = await import("../incentives/engine-client.ts");
  const people = [person.id];
  // What the Worker cannot do at all is no difference of figures: the page says that it cannot tell.
  const made = await engine.run("statements", { input, people, trace: true }).then(
    (answer) => answer,
    () => null,
  );
  if (!made?.ok) return "none";
  const at = made.statements.findIndex((each) => isThis(each, page));
  return made.hashes[at] === hash ? "same" : "other";
}

function isThis({ participant, period, currency }: Statement, page: StatementPage): boolean {
  return (
    participant === page.person.id &&
    period.from === page.statement.period.from &&
    currency === page.currency
  );
}

/** Lines as they were kept, each with the steps and parts that made it. */
export function tracedLines({ statement, trace }: StatementPage): TracedLine[] {
  const { scale } = statement;
  return statement.lines.map((line, at) => {
    const made = trace?.[at];
    const minor = (text: string | null | undefined) =>
      text === null || text === undefined ? undefined : minorOf(text, scale);
    const [result, before] = [minor(made?.result), minor(made?.before)];
    return {
      ...{ at, kind: kindOf(line), component: line.component, window: line.window },
      ...{ origin: line.origin, trueUp: line.trueUp },
      needsApproval: line.needsApproval,
      amount: minorOf(line.amount, scale),
      ...(result === undefined ? {} : { result }),
      ...(before === undefined ? {} : { before }),
      steps: made?.steps ?? [],
      parts: (made?.parts ?? []).map((part) => ({ ...part, amount: minorOf(part.amount, scale) })),
    };
  });
}
