import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type {
  approvePayAdjustment,
  rejectPayAdjustment,
  withdrawPayAdjustment,
} from "../../workers/disputes/correction-contract.ts";
import { api, type Problem } from "../api.ts";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Badge, ErrorState, type Tone } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import type { Correction } from "./model.ts";
import { signedMoney, whoText } from "./text.ts";

const TONES: Readonly<Record<Correction["state"], Tone>> = {
  waiting: "warn",
  approved: "good",
  rejected: "bad",
  withdrawn: "neutral",
};

export function CorrectionState({ of }: { readonly of: Correction }) {
  const w = words("disputes").corrections;
  return (
    <>
      <Badge tone={TONES[of.state]}>{w.state[of.state]}</Badge>
      {of.decided?.alone && <Badge>{w.alone}</Badge>}
      {of.reversedBy !== null && <Badge>{w.reversed}</Badge>}
    </>
  );
}

type Deciding = "approve" | "reject" | "withdraw";

/** Decides on a correction; the list around it is read again. */
export function useDecision(id: string, onMoved: () => void) {
  const w = words("disputes").corrections;
  const { busy, problem } = useMemo(
    () => ({ busy: signal<Deciding | null>(null), problem: signal<Problem | null>(null) }),
    [id],
  );
  const decide = async (how: Deciding) => {
    busy.value = how;
    const to = { params: { payAdjustmentId: id }, body: {} };
    const answer = await (how === "approve"
      ? api<typeof approvePayAdjustment>("POST", "/pay-adjustments/:payAdjustmentId/approve", to)
      : how === "reject"
        ? api<typeof rejectPayAdjustment>("POST", "/pay-adjustments/:payAdjustmentId/reject", to)
        : api<typeof withdrawPayAdjustment>(
            "POST",
            "/pay-adjustments/:payAdjustmentId/withdraw",
            to,
          ));
    busy.value = null;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) toast(w.done[how]);
    onMoved();
  };
  return { busy, problem, decide };
}

export function DecideButtons({ of, onMoved }: { of: Correction; onMoved: () => void }) {
  const w = words("disputes").corrections;
  const { busy, problem, decide } = useDecision(of.id, onMoved);
  const button = (how: Deciding, kind: "primary" | "plain") =>
    of.may.includes(how) && (
      <Button
        size="s"
        kind={kind}
        busy={busy.value === how}
        disabled={busy.value !== null && busy.value !== how}
        onClick={() => void decide(how)}
      >
        {w[how]}
      </Button>
    );
  return (
    <>
      {problem.value && <ErrorState inline problem={problem.value} />}
      <span class="row disputes-decide">
        {button("withdraw", "plain")}
        {button("reject", "plain")}
        {button("approve", "primary")}
      </span>
    </>
  );
}

/** The correction an accepted dispute led to, with the decision that is still missing. */
export function CorrectionCard({ of, onMoved }: { of: Correction; onMoved: () => void }) {
  const w = words("disputes");
  const { decided } = of;
  const decides = of.may.some((each) => each !== "reverse");
  return (
    <section class="disputes-correction">
      <div class="row row-between">
        <span class="stack stack-s">
          <span class="small muted">{w.detail.correction}</span>
          <strong class="num disputes-sum">
            <Veiled>{signedMoney(of.amount, of.currency)}</Veiled>
          </strong>
        </span>
        <span class="row">
          <CorrectionState of={of} />
        </span>
      </div>
      <p class="small muted">
        {whoText(of.by)} · {moment(of.at)}
        {decided && ` → ${whoText(decided)} · ${moment(decided.at)}`}
      </p>
      {of.state === "waiting" && !of.may.includes("approve") && (
        <p class="small">{w.corrections.waitsForSecond}</p>
      )}
      {decides && <DecideButtons of={of} onMoved={onMoved} />}
    </section>
  );
}
