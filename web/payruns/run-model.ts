import { signal } from "@preact/signals";
import { newId } from "../../workers/lib/id.ts";
import type {
  approvePayRun,
  beginPayRun,
  calculatePayRun,
  decidePayTrueUps,
  getPayRun,
  listPayPeriods,
  listPayRuns,
  listRunStatements,
  lockPayRun,
  payPayRun,
  submitPayRun,
} from "../../workers/payruns/contract.ts";
import type { getAudit, getExport, takeExport } from "../../workers/payruns/contract-settings.ts";
import type { getKnown } from "../../workers/payruns/contract-statements.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { resource } from "../ui/resource.ts";
import type { PayrollFile, Period, Row, Run } from "./wire.ts";

const ASK_EVERY_MS = 500;
/** As many as the server gives at once. */
const PAGE = "1000";

export type Doing = "calculate" | "submit" | "approve" | "lock" | "pay" | Deciding;
type Deciding = "approveTrueUps" | "refuseTrueUps";
export type RunModel = ReturnType<typeof runModel>;

/** One run on screen: its state, its people, and what is done with it from here. */
export function runModel(runId: string) {
  const params = { runId };
  const state = resource(() => api<typeof getPayRun>("GET", "/pay-runs/:runId", { params }));
  const rows = signal<readonly Row[] | null>(null);
  const busy = signal<Doing | "export" | null>(null);
  const problem = signal<Problem | null>(null);
  const known = resource(() => api<typeof getKnown>("GET", "/pay-runs/:runId/known", { params }));
  /** Who took the payroll file; from the lock on. */
  const taken = resource(() => api<typeof getExport>("GET", "/pay-runs/:runId/export", { params }));
  let gone = false;

  const run = (): Run | null => {
    const now = state.value.peek();
    return now.state === "ready" ? now.body : now.last;
  };

  async function readRows(): Promise<void> {
    const all: Row[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const answer = await api<typeof listRunStatements>("GET", "/pay-runs/:runId/statements", {
        params,
        query: { limit: PAGE, ...(cursor ? { cursor } : {}) },
      });
      if (!answer.ok) {
        problem.value = answer.problem;
        return;
      }
      all.push(...answer.body.items);
      cursor = answer.body.next ?? undefined;
    }
    rows.value = all;
  }

  /** Reads the run, and its people when there are any; long work is followed to its end. */
  async function load(): Promise<void> {
    await state.load();
    const now = run();
    if (now && now.calculation > 0) await readRows();
    else rows.value = [];
    if (now?.job?.state === "running") await follow();
  }

  async function follow(): Promise<void> {
    while (!gone && run()?.job?.state === "running") {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      await state.load();
    }
    if (!gone) await readRows();
  }

  /** True when it was done. After a refusal the fresh state stands beside it. */
  async function act(what: Doing, send: (of: Run) => Promise<Answer<unknown>>): Promise<boolean> {
    const now = run();
    if (!now) return false;
    busy.value = what;
    problem.value = null;
    const answer = await send(now);
    if (!answer.ok) problem.value = answer.problem;
    await state.load();
    if (run()?.job?.state === "running") await follow();
    else if (answer.ok && what === "calculate") await readRows();
    busy.value = null;
    return answer.ok;
  }

  const calculate = () =>
    act("calculate", ({ version }) =>
      api<typeof calculatePayRun>("POST", "/pay-runs/:runId/calculate", {
        params,
        version,
        body: {},
      }),
    );
  const submit = () =>
    act("submit", ({ version, hash }) =>
      api<typeof submitPayRun>("POST", "/pay-runs/:runId/submit", {
        ...{ params, version, body: { hash: hash ?? "" } },
      }),
    );
  const approve = () =>
    act("approve", ({ version, hash }) =>
      api<typeof approvePayRun>("POST", "/pay-runs/:runId/approve", {
        ...{ params, version, body: { hash: hash ?? "" } },
      }),
    );
  const lock = (word: string) =>
    act("lock", ({ version, hash }) =>
      api<typeof lockPayRun>("POST", "/pay-runs/:runId/lock", {
        ...{ params, version, body: { hash: hash ?? "", word } },
      }),
    );
  /** Of every line that waits: whether what is past is paid anew. */
  const decideTrueUps = (decision: "approved" | "refused") =>
    act(decision === "approved" ? "approveTrueUps" : "refuseTrueUps", ({ hash }) =>
      api<typeof decidePayTrueUps>("POST", "/pay-runs/:runId/true-ups", {
        ...{ params, body: { hash: hash ?? "", decision } },
      }),
    );
  const pay = (on: string) =>
    act("pay", ({ version }) =>
      api<typeof payPayRun>("POST", "/pay-runs/:runId/pay", { params, version, body: { on } }),
    );

  /** The payroll file; that it was taken is on record. */
  async function take(format: "csv" | "xlsx"): Promise<PayrollFile | null> {
    busy.value = "export";
    problem.value = null;
    const answer = await api<typeof takeExport>("POST", "/pay-runs/:runId/exports", {
      params,
      body: { id: newId<"payExport">(nowMs.value), format },
    });
    const file = answer.ok
      ? await api<typeof getExport>("GET", "/pay-runs/:runId/export", { params })
      : answer;
    busy.value = null;
    if (file.ok) return file.body;
    problem.value = file.problem;
    return null;
  }

  return {
    ...{
      state,
      rows,
      busy,
      problem,
      known,
      taken,
      load,
      calculate,
      submit,
      approve,
      lock,
      decideTrueUps,
      pay,
      take,
    },
    leave: () => {
      gone = true;
    },
  };
}

/** Every plan's pay periods, newest first. */
export function periodsModel() {
  const state = resource(() => api<typeof listPayPeriods>("GET", "/pay-periods", { query: {} }));
  const busy = signal<string | null>(null);
  const problem = signal<Problem | null>(null);

  /** Begins a period's run and calculates it; answers where it stands, or null when it was refused. */
  async function begin({ plan, from }: Period): Promise<string | null> {
    busy.value = plan.id + from;
    problem.value = null;
    const id = newId<"payRun">(nowMs.value);
    const answer = await api<typeof beginPayRun>("POST", "/pay-runs", {
      body: { id, plan: plan.id, from },
    });
    if (!answer.ok) problem.value = answer.problem;
    else {
      // Who may begin may calculate: the page that opens shows what came of it.
      const params = { runId: id };
      const { version } = answer.body;
      await api<typeof calculatePayRun>("POST", "/pay-runs/:runId/calculate", {
        params,
        version,
        body: {},
      });
    }
    busy.value = null;
    return answer.ok ? `/incentives/runs/${id}` : null;
  }
  return { state, busy, problem, begin };
}
export type PeriodsModel = ReturnType<typeof periodsModel>;

export function runsModel() {
  return resource(() => api<typeof listPayRuns>("GET", "/pay-runs", { query: {} }));
}

/** Today of the company: the day pay is noted on unless another is chosen. */
export function today(): string {
  return me().today;
}

/** What the nightly recomputation found. */
export function auditModel() {
  return resource(() => api<typeof getAudit>("GET", "/pay-audit", { query: { limit: "1" } }));
}
