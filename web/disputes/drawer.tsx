import { useEffect, useMemo, useState } from "preact/hooks";
import { day, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Drawer } from "../ui/dialog.tsx";
import { ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { Actions, type Doing } from "./actions.tsx";
import { CorrectionCard } from "./correction-card.tsx";
import { DisputeState } from "./list.tsx";
import { type Detail, detailModel, type Move, type MoveKind, type Said } from "./model.ts";
import { placeText, signedMoney, statementLink, whoText } from "./text.ts";
import "./disputes.css";

type DrawerProps = {
  readonly id: string;
  /** Begin with a form open: the key that opened it said so. */
  readonly doing?: Doing;
  readonly onMoved: () => void;
  readonly onClose: () => void;
};

const DONE = {
  accept: "accepted",
  reject: "rejected",
  answer: "answered",
  reply: "replied",
  withdraw: "withdrawn",
  take: "assigned",
  assign: "assigned",
} as const satisfies Record<Move, MoveKind>;

/** A dispute with the step it is about, its course, and what may be done next. */
export function DisputeDrawer({ id, doing: first, onMoved, onClose }: DrawerProps) {
  const w = words("disputes");
  const model = useMemo(() => detailModel(id, onMoved), [id]);
  const [doing, setDoing] = useState<Doing | null>(first ?? null);
  useEffect(() => void model.detail.load(), [model]);
  const now = model.detail.value.value;
  const body = now.state === "ready" ? now.body : now.last;
  const make = async (move: Move, said?: Said) => {
    if (!(await model.make(move, said))) return;
    setDoing(null);
    toast(move === "assign" ? w.done.reassigned : w.done[DONE[move]]);
  };
  const may = body?.dispute.may ?? [];
  useKeys(doing === null, {
    a: may.includes("accepted") ? () => setDoing("accept") : null,
    r: may.includes("rejected") ? () => setDoing("reject") : null,
  });
  const title = body
    ? w.detail.title(nameOf({ name: body.dispute.personName, nameEn: body.dispute.personNameEn }))
    : w.raise.title;
  return (
    <Drawer
      open
      wide
      title={title}
      onClose={onClose}
      footer={
        body && may.length > 0 ? (
          <Actions
            dispute={body.dispute}
            doing={doing}
            busy={model.busy.value}
            onDoing={setDoing}
            make={make}
          />
        ) : undefined
      }
    >
      <When of={model.detail} waiting={<Skeleton lines={8} />}>
        {(detail) => (
          <div class="stack stack-l">
            {model.problem.value && <ErrorState inline problem={model.problem.value} />}
            <About detail={detail} />
            {detail.correction && (
              <CorrectionCard
                of={detail.correction}
                onMoved={() => {
                  void model.detail.load();
                  onMoved();
                }}
              />
            )}
            <Course detail={detail} />
          </div>
        )}
      </When>
    </Drawer>
  );
}

/** Single letters while no form is open and nobody writes. */
function useKeys(active: boolean, keys: Readonly<Record<string, (() => void) | null>>): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      const isWriting =
        event.target instanceof HTMLElement && event.target.closest("input,textarea,select");
      if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [active, keys]);
}

function About({ detail }: { readonly detail: Detail }) {
  const w = words("disputes");
  const { dispute, recalculated } = detail;
  const { place, amount, currency, owner } = dispute;
  const live = dispute.state === "open" || dispute.state === "answered";
  return (
    <section class="stack">
      <div class="row">
        <DisputeState of={dispute} />
        {live && (
          <span class="small muted">
            {owner ? w.owner(whoText(owner)) : w.nobody} · {w.due(day(dispute.dueOn))}
          </span>
        )}
      </div>
      <div class="disputes-place">
        <span class="small muted">{w.detail.place}</span>
        <strong>{placeText(dispute)}</strong>
        <span class="small muted">
          {w.detail.period(place.plan.name[language.value], day(place.from, "month"))}
        </span>
        <dl class="disputes-figures">
          {place.line && (
            <div>
              <dt>{w.detail.lineAmount}</dt>
              <dd class="num">
                <Veiled>{signedMoney(place.line.amount, currency)}</Veiled>
              </dd>
            </div>
          )}
          {amount !== null && (
            <div>
              <dt>{w.detail.claimed}</dt>
              <dd class="num">
                <Veiled>{signedMoney(amount, currency)}</Veiled>
              </dd>
            </div>
          )}
        </dl>
        <a href={statementLink(dispute)}>{w.detail.toStatement}</a>
      </div>
      {recalculated && <Note tone="warn">{w.detail.recalculated}</Note>}
      <blockquote class="disputes-quote">{dispute.text}</blockquote>
    </section>
  );
}

function Course({ detail: { course } }: { readonly detail: Detail }) {
  const w = words("disputes");
  return (
    <section class="stack stack-s">
      <h3>{w.detail.course}</h3>
      <ol class="disputes-course">
        {course.map(({ n, kind, by, at, note, owner, dueOn }) => (
          <li key={n}>
            <span>
              <strong>{whoText(by)}</strong> {w.moves[kind]}
            </span>
            <span class="small muted"> · {moment(at)}</span>
            {kind === "assigned" && owner && (
              <p class="small">
                {w.assignedTo(whoText(owner), dueOn === null ? null : day(dueOn))}
              </p>
            )}
            {note && <p class="disputes-note">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
