import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as dayIn } from "../../workers/lib/day.ts";
import type { cancelRound, changeRound, closeRound } from "../../workers/negotiations/contract.ts";
import { api, type Problem } from "../api.ts";
import { may, me } from "../auth/session.ts";
import { day, dayAt, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { PlanTabProps } from "../targets/tab.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Badge, EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { daysLeft, roundsModel, type Round, type RoundPage } from "./model.ts";
import { OpenDialog } from "./open-view.tsx";
import { PayoffView } from "./payoff-view.tsx";
import { UnitView } from "./unit-view.tsx";

/** A plan's negotiation: open a round, watch the gap and the states, settle, sign, close. */
export function NegotiateTab({ model, page }: PlanTabProps) {
  const rounds = useMemo(() => roundsModel(page.plan.id), [page.plan.id]);
  useEffect(() => void rounds.load(), [rounds]);
  const again = async () => {
    await Promise.all([rounds.load(), model.state.load()]);
  };
  return (
    <When of={rounds} waiting={<Skeleton lines={8} />}>
      {({ items }) => {
        const newest = items[0]?.round;
        return newest && newest.state !== "cancelled" ? (
          <OneRound key={newest.id} round={newest} page={page} again={again} />
        ) : (
          <NoRound page={page} again={again} />
        );
      }}
    </When>
  );
}

type Again = { readonly again: () => Promise<void> };

function NoRound({ page, again }: Pick<PlanTabProps, "page"> & Again) {
  const w = words("negotiations").round;
  return (
    <EmptyState
      icon="people"
      title={w.none.title}
      action={<OpenButton page={page} again={again} primary />}
      example={w.none.example}
    >
      {page.plan.rules.current ? w.none.text : w.none.stale}
    </EmptyState>
  );
}

function OpenButton({
  page: { plan, rows },
  again,
  primary = false,
}: Pick<PlanTabProps, "page"> & Again & { readonly primary?: boolean }) {
  const w = words("negotiations").round;
  const [isOpen, setOpen] = useState(false);
  if (!may("negotiations.open") || !plan.rules.current) return null;
  return (
    <>
      <Button kind={primary ? "primary" : "plain"} onClick={() => setOpen(true)}>
        {w.open}
      </Button>
      {isOpen && (
        <OpenDialog
          plan={plan}
          numbers={Math.max(0, rows.length - 1)}
          onClose={() => setOpen(false)}
          onOpened={again}
        />
      )}
    </>
  );
}

type RoundProps = Pick<PlanTabProps, "page"> & Again & { readonly round: Round };

function OneRound({ round: listed, page, again }: RoundProps) {
  const [unit, setUnit] = useQuery("unit");
  const [fresh, setFresh] = useState<RoundPage | null>(null);
  const round = fresh?.round ?? listed;
  return (
    <div class="stack stack-l">
      <Head round={round} page={page} again={again} />
      {unit !== "" && <Crumbs page={page} unit={unit} onUnit={setUnit} />}
      <UnitView
        round={round.id}
        unit={unit || null}
        onUnit={(to) => setUnit(to, true)}
        onPage={setFresh}
      />
      {round.payoff.kind !== "none" && <HowItPays round={round} />}
    </div>
  );
}

/** The way up from the unit on screen, by the plan's own tree. */
function Crumbs(props: {
  readonly page: PlanTabProps["page"];
  readonly unit: string;
  readonly onUnit: (unit: string, push?: boolean) => void;
}) {
  const { rows } = props.page;
  const w = words("negotiations").list;
  const up: (typeof rows)[number][] = [];
  let at = rows.find(({ subject }) => subject === props.unit);
  while (at && at.parent !== null) {
    const parent = at.parent;
    at = rows.find(({ subject }) => subject === parent);
    if (at) up.unshift(at);
  }
  return (
    <ol class="crumbs">
      {up.map((row) => (
        <li key={row.subject}>
          <button
            type="button"
            class="text-link"
            onClick={() => props.onUnit(row.parent === null ? "" : row.subject, true)}
          >
            {row.parent === null ? w.top : row.name}
          </button>
        </li>
      ))}
    </ol>
  );
}

function Head({ round, page, again }: RoundProps) {
  const w = words("negotiations").round;
  const [open, setOpen] = useState<"extend" | "close" | "cancel" | null>(null);
  const left = daysLeft(round, me().today);
  const isOpen = round.state === "open";
  const close = () => setOpen(null);
  return (
    <div class="round-head">
      <p class="row">
        <Badge tone={isOpen ? "accent" : "good"}>{w.states[round.state]}</Badge>
        <span>
          {isOpen
            ? left < 0
              ? `${w.isOver} (${day(round.deadline)})`
              : w.until(day(round.deadline))
            : w.last(dayAt(round.closedAt ?? round.openedAt))}
        </span>
        {round.hash && (
          <span class="small muted">
            {w.hash} <code class="hash">{round.hash.slice(0, 16)}…</code>
          </span>
        )}
      </p>
      {may("negotiations.open") &&
        (isOpen ? (
          <div class="row">
            <Button onClick={() => setOpen("cancel")}>{w.cancel}…</Button>
            <Button onClick={() => setOpen("extend")}>{w.extend}…</Button>
            <Button kind="primary" onClick={() => setOpen("close")}>
              {w.close}…
            </Button>
          </div>
        ) : (
          <OpenButton page={page} again={again} />
        ))}
      {open === "extend" && <Extend round={round} onClose={close} again={again} />}
      {open === "close" && <End of="close" round={round} onClose={close} again={again} />}
      {open === "cancel" && <End of="cancel" round={round} onClose={close} again={again} />}
    </div>
  );
}

type EndProps = Again & {
  readonly of: "close" | "cancel";
  readonly round: Round;
  readonly onClose: () => void;
};

function End({ of, round, onClose, again }: EndProps) {
  const w = words("negotiations").round;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isClose = of === "close";
  const go = async () => {
    setBusy(true);
    const request = { params: { roundId: round.id }, version: round.version, body: {} };
    const answer = isClose
      ? await api<typeof closeRound>("POST", "/rounds/:roundId/close", request)
      : await api<typeof cancelRound>("POST", "/rounds/:roundId/cancel", request);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    const { body } = answer;
    toast("agreed" in body ? w.closed(body.agreed, body.noAnswer) : w.cancelled);
    await again();
    onClose();
  };
  return (
    <Dialog
      open
      title={isClose ? w.closeTitle : w.cancelTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind={isClose ? "primary" : "danger"} busy={isBusy} onClick={() => void go()}>
            {isClose ? w.close : w.cancel}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{isClose ? w.closeText : w.cancelText}</p>
        {problem && <ErrorState inline problem={problem} />}
      </div>
    </Dialog>
  );
}

function Extend({ round, onClose, again }: Omit<EndProps, "of">) {
  const w = words("negotiations").round;
  const [deadline, setDeadline] = useState<string>(addDays(dayIn(round.deadline), 7));
  const [problem, setProblem] = useState<Problem | null>(null);
  const go = async () => {
    const answer = await api<typeof changeRound>("PATCH", "/rounds/:roundId", {
      params: { roundId: round.id },
      version: round.version,
      body: { deadline },
    });
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.extended);
    await again();
    onClose();
  };
  return (
    <Dialog
      open
      title={w.extend}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" onClick={() => void go()}>
            {w.extend}
          </Button>
        </>
      }
    >
      <div class="stack">
        <DateField
          label={w.deadline}
          value={deadline}
          min={round.deadline}
          onInput={setDeadline}
          hint={w.deadlineHint}
        />
        {problem && <ErrorState inline problem={problem} />}
      </div>
    </Dialog>
  );
}

function HowItPays({ round }: { readonly round: Round }) {
  const w = words("negotiations");
  return (
    <Card
      title={w.payoff.title}
      lead={`${w.round.payoffs[round.payoff.kind]} · ${money(round.amount, round.currency)}`}
    >
      <PayoffView payoff={round.payoff} objective="100" currency={null} />
    </Card>
  );
}
