import { signal } from "@preact/signals";
import type {
  acceptDispute,
  answerDispute,
  assignDispute,
  getDispute,
  listDisputeOwners,
  listDisputes,
  raiseDispute,
  rejectDispute,
  replyDispute,
  withdrawDispute,
} from "../../workers/disputes/contract.ts";
import type { listPayAdjustments } from "../../workers/disputes/correction-contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { day as asDay } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { resource } from "../ui/resource.ts";

export type Dispute = AnswerOf<typeof listDisputes>["items"][number];
export type Detail = AnswerOf<typeof getDispute>;
export type Correction = NonNullable<Detail["correction"]>;
export type ListedCorrection = AnswerOf<typeof listPayAdjustments>["items"][number];
export type Filter = "live" | "late" | "mine" | "all";
export type MoveKind = Detail["course"][number]["kind"];
export type Move = "accept" | "reject" | "answer" | "reply" | "withdraw" | "take" | "assign";
/** What a move says: words, a corrected amount, or who looks after it until when. */
export type Said = {
  readonly text?: string;
  readonly amount?: string;
  readonly owner?: string;
  readonly dueOn?: string;
};

export type Owner = AnswerOf<typeof listDisputeOwners>["items"][number];

/** Who may look after disputes. */
export function ownersModel() {
  return resource(() => api<typeof listDisputeOwners>("GET", "/disputes/owners"));
}

/** Disputes under a filter, the newest first; more are added below. */
export function listModel(filter: () => Filter) {
  const items = signal<readonly Dispute[]>([]);
  const next = signal<string | null>(null);
  const query = (cursor: string | null) => ({
    state: filter() === "live" || filter() === "late" ? ("live" as const) : ("all" as const),
    ...(filter() === "late" ? { late: "1" as const } : {}),
    ...(filter() === "mine" ? { owner: "me" as const } : {}),
    ...(cursor === null ? {} : { cursor }),
  });
  const page = (cursor: string | null) =>
    api<typeof listDisputes>("GET", "/disputes", { query: query(cursor) });
  const state = resource(async () => {
    const answer = await page(null);
    if (answer.ok) {
      items.value = answer.body.items;
      next.value = answer.body.next;
    }
    return answer;
  });
  async function more(): Promise<void> {
    if (next.value === null) return;
    const answer = await page(next.value);
    if (!answer.ok) return;
    items.value = [...items.value, ...answer.body.items];
    next.value = answer.body.next;
  }
  return { items, next, state, more };
}

/** Disputes of one person's statement. */
export function statementDisputes(run: string, person: string) {
  return resource(() =>
    api<typeof listDisputes>("GET", "/disputes", { query: { run, person, limit: "200" } }),
  );
}

/** The caller's own, the newest first. */
export function ownDisputes(person: string) {
  return resource(() =>
    api<typeof listDisputes>("GET", "/disputes", { query: { person, limit: "20" } }),
  );
}

export type RaiseAt = Pick<
  RequestOf<typeof raiseDispute>["body"],
  "run" | "person" | "currency" | "pointer" | "hash"
>;

/** One dispute of the reader is one id, however often it is sent. */
export function raiseModel(at: RaiseAt) {
  const id = newId<"dispute">(nowMs.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  async function send(text: string, amount: string | null): Promise<Dispute | null> {
    busy.value = true;
    problem.value = null;
    const answer = await api<typeof raiseDispute>("POST", "/disputes", {
      body: { ...at, id, text, amount },
    });
    busy.value = false;
    if (answer.ok) return answer.body;
    problem.value = answer.problem;
    return null;
  }
  return { busy, problem, send };
}

export type DetailModel = ReturnType<typeof detailModel>;

/** One dispute and what may be done with it. */
export function detailModel(id: string, onMoved: () => void) {
  const params = { disputeId: id };
  const detail = resource(() => api<typeof getDispute>("GET", "/disputes/:disputeId", { params }));
  const busy = signal<Move | null>(null);
  const problem = signal<Problem | null>(null);

  function call(move: Move, version: number, said: Said): Promise<Answer<Dispute>> {
    const { amount = "", owner = "", dueOn = "" } = said;
    const text = (said.text ?? "").trim();
    const to = { params, version };
    switch (move) {
      case "accept":
        return api<typeof acceptDispute>("POST", "/disputes/:disputeId/accept", {
          ...{ ...to, body: { adjustment: newId(nowMs.peek()), amount, text } },
        });
      case "reject":
        return api<typeof rejectDispute>("POST", "/disputes/:disputeId/reject", {
          ...{ ...to, body: { text } },
        });
      case "answer":
        return api<typeof answerDispute>("POST", "/disputes/:disputeId/answer", {
          ...{ ...to, body: { text } },
        });
      case "reply":
        return api<typeof replyDispute>("POST", "/disputes/:disputeId/reply", {
          ...{ ...to, body: { text } },
        });
      case "withdraw":
        return api<typeof withdrawDispute>("POST", "/disputes/:disputeId/withdraw", {
          ...{ ...to, body: {} },
        });
      case "take":
        return api<typeof assignDispute>("POST", "/disputes/:disputeId/assign", {
          ...{ ...to, body: {} },
        });
      case "assign":
        return api<typeof assignDispute>("POST", "/disputes/:disputeId/assign", {
          ...{ ...to, body: { owner, dueOn: dueOn === "" ? null : asDay(dueOn) } },
        });
    }
  }

  /** Makes a move on what is on screen; what moved meanwhile is loaded and shown. */
  async function make(move: Move, said: Said = {}): Promise<boolean> {
    const now = detail.value.peek();
    if (now.state !== "ready" || busy.peek()) return false;
    busy.value = move;
    problem.value = null;
    const answer = await call(move, now.body.dispute.version, said);
    busy.value = null;
    if (!answer.ok) problem.value = answer.problem;
    await detail.load();
    onMoved();
    return answer.ok;
  }

  return { id, detail, busy, problem, make };
}
