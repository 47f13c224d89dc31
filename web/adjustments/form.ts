import { computed, effect, signal } from "@preact/signals";
import type { previewAdjustment, requestAdjustment } from "../../workers/adjustments/contract.ts";
import type { AboveRule, BelowRule, Trigger } from "../../workers/adjustments/adjustment.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type { listMembers } from "../../workers/tenancy/contract.ts";
import { readAmount } from "../amount-text.ts";
import { api, type Problem } from "../api.ts";
import { may, me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";

export type ChangeLine = {
  readonly subject: string;
  readonly kind: "percent" | "absolute";
  /** As typed: "20", "-15%", "150万". */
  readonly text: string;
};
export type MoveLine = { readonly person: string; readonly to: string };
export type MoneyLine = {
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly text: string;
};
export type Form = {
  readonly trigger: Trigger;
  readonly reason: string;
  readonly from: string;
  readonly until: string;
  readonly changes: readonly ChangeLine[];
  readonly moves: readonly MoveLine[];
  readonly money: readonly MoneyLine[];
  readonly below: BelowRule;
  readonly above: AboveRule;
  readonly approvers: readonly string[];
};
export type Preview = AnswerOf<typeof previewAdjustment>;
type PreviewBody = RequestOf<typeof previewAdjustment>["body"];
export type Member = AnswerOf<typeof listMembers>["items"][number];
export type FormModel = ReturnType<typeof formModel>;

/** How long the reader has stopped typing before the server is asked what would happen. */
const PAUSE_MS = 250;

/** A request being written. What it would do is asked while it is written, and nothing is kept. */
export function formModel(
  planId: string,
  start: { readonly from: string; readonly subject: string },
) {
  const form = signal<Form>({
    ...{ trigger: "last_result", reason: "", from: start.from, until: "" },
    changes: [{ subject: start.subject, kind: "percent", text: "" }],
    ...{ moves: [], money: [], below: "pro_rata", above: "stays", approvers: [] },
  });
  const preview = signal<Preview | null>(null);
  const problem = signal<Problem | null>(null);
  const asking = signal(false);
  const sending = signal(false);
  /** Who else may decide; null until it is known, or where the reader may not know. */
  const members = signal<readonly Member[] | null>(null);
  const id = newId<"adjustment">(nowMs.peek());

  const body = computed(() => bodyOf(planId, form.value));

  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;
  const stop = effect(() => {
    const asked = body.value;
    clearTimeout(timer);
    newest += 1;
    const mine = newest;
    if (!asked) {
      preview.value = null;
      problem.value = null;
      asking.value = false;
      return;
    }
    asking.value = true;
    timer = setTimeout(() => void ask(asked, mine), PAUSE_MS);
  });

  async function ask(asked: PreviewBody, mine: number): Promise<void> {
    const answer = await api<typeof previewAdjustment>("POST", "/adjustments/preview", {
      body: asked,
    });
    // A late answer of an older wish never replaces a newer one.
    if (mine !== newest) return;
    asking.value = false;
    preview.value = answer.ok ? answer.body : null;
    problem.value = answer.ok ? null : answer.problem;
  }

  async function send(): Promise<string | null> {
    const asked = body.peek();
    if (!asked || sending.peek()) return null;
    sending.value = true;
    const { reason, approvers } = form.peek();
    const answer = await api<typeof requestAdjustment>("POST", "/adjustments", {
      body: { ...asked, id, reason, approvers: [...approvers] },
    });
    sending.value = false;
    if (answer.ok) return answer.body.id;
    problem.value = answer.problem;
    return null;
  }

  async function loadMembers(): Promise<void> {
    if (!may("members.read")) return;
    const answer = await api<typeof listMembers>("GET", "/members");
    if (!answer.ok) return;
    const mine = me().account.account;
    members.value = answer.body.items.filter(
      ({ account, roles, state }) =>
        account !== mine && state === "active" && roles.some((r) => r === "owner" || r === "admin"),
    );
  }

  return {
    form,
    preview,
    problem,
    asking,
    sending,
    members,
    body,
    send,
    loadMembers,
    change: (to: Partial<Form>) => {
      form.value = { ...form.peek(), ...to };
    },
    dispose: () => {
      clearTimeout(timer);
      stop();
    },
  };
}

/** The request as the API takes it; null while it says nothing yet. Lines that are empty are left out. */
function bodyOf(plan: string, form: Form): PreviewBody | null {
  const changes = form.changes.flatMap((line) => {
    const size = sizeOf(line);
    return line.subject === "" || !size ? [] : [{ subject: line.subject, size }];
  });
  const moves = form.moves.filter(({ person, to }) => person !== "" && to !== "");
  const budget = form.money.flatMap(({ text, from, to, purpose }) => {
    const amount = readAmount(text);
    const whole = from !== "" && to !== "" && purpose.trim() !== "";
    return amount.ok && whole ? [{ from, to, purpose: purpose.trim(), amount: amount.plain }] : [];
  });
  if (changes.length + moves.length + budget.length === 0 || form.from === "") return null;
  return {
    ...{ plan, trigger: form.trigger, from: form.from, below: form.below, above: form.above },
    until: form.until === "" ? null : form.until,
    ...{ changes, moves: moves.map((move) => ({ ...move })), budget },
  };
}

/** "20" beside a percent sign is 20 %; an amount may be typed as 150万. Null: nothing yet, or no number. */
export function sizeOf({ kind, text }: ChangeLine): ChangeSize | null {
  const clean = text.normalize("NFKC").replaceAll("−", "-").replace(/^\+/, "").trim();
  if (kind === "percent") {
    const bare = clean.replace(/%$/, "").trim();
    return /^-?\d{1,6}(\.\d{1,6})?$/.test(bare) && Number(bare) !== 0
      ? { kind, percent: `${bare}%` }
      : null;
  }
  const amount = readAmount(clean);
  return amount.ok && !/^-?[0.]*$/.test(amount.plain) ? { kind, amount: amount.plain } : null;
}
type ChangeSize = { kind: "percent"; percent: string } | { kind: "absolute"; amount: string };
