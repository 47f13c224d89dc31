import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { neighbour, periodOf } from "../../workers/calendar/periods.ts";
import { addDays, type Day } from "../../workers/lib/day.ts";
import { may, me } from "../auth/session.ts";
import { periodName, rule as fiscalRule } from "../calendar/model.ts";
import { day, exact, exactMoney, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Badge, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { DrawNote } from "./draw.tsx";
import { type Ranking, rankingModel } from "./model.ts";
import "./awards.css";

type Props = {
  readonly rule: string;
  readonly onClose: () => void;
  readonly onGiven: () => void;
};
type Standing = Ranking["standings"][number];

/** A period's ranking as it was frozen or as it is now; the last closed month first. */
export function RankingDrawer({ rule, onClose, onGiven }: Props) {
  const w = words("awards").ranking;
  const { today } = me();
  const [window, setWindow] = useState<"month" | "quarter" | "half" | "year">("month");
  const [from, setFrom] = useState<Day>(() => {
    const running = periodOf(fiscalRule(), "month", today);
    return periodOf(fiscalRule(), "month", addDays(running.from, -1)).from;
  });
  const at = useRef(from);
  at.current = from;
  const model = useMemo(() => rankingModel(rule, () => at.current), [rule]);
  useEffect(() => void model.ranking.load(), [model, from]);
  const now = model.ranking.value.value;
  const body = now.state === "ready" ? now.body : now.last;
  // The rule's own period is known with its first answer: a quarter does not begin with every month.
  useEffect(() => {
    if (now.state !== "failed" || now.problem.code !== "award/not_a_period") return;
    const kind = window === "month" ? "quarter" : window === "quarter" ? "half" : "year";
    setWindow(kind);
    const running = periodOf(fiscalRule(), kind, today);
    setFrom(periodOf(fiscalRule(), kind, addDays(running.from, -1)).from);
  }, [now]);
  const kind = body?.rule.document.window ?? window;
  const period = periodOf(fiscalRule(), kind, from);
  const go = (steps: number) => setFrom(neighbour(fiscalRule(), period, steps).from);
  const freeze = async () => {
    const given = await model.freeze();
    if (given === null) return;
    toast(w.done(given));
    onGiven();
  };
  const name = body?.rule.document.name[language.value] ?? "";
  const canFreeze = body && body.over && body.frozen === null && may("awards.give");
  return (
    <Drawer
      open
      wide
      title={w.title(name, periodName(period))}
      onClose={onClose}
      footer={
        canFreeze ? (
          <div class="stack stack-s">
            <p class="small muted awards-hint">{w.freezeHint}</p>
            <div class="row row-end">
              <Button kind="primary" busy={model.busy.value} onClick={() => void freeze()}>
                {w.freeze}
              </Button>
            </div>
          </div>
        ) : undefined
      }
    >
      <div class="stack">
        <div class="row">
          <Button icon="left" label={w.previous} onClick={() => go(-1)} />
          <strong>{periodName(period)}</strong>
          <Button
            icon="right"
            label={w.next}
            disabled={period.until > today}
            onClick={() => go(1)}
          />
        </div>
        {model.problem.value && <ErrorState inline problem={model.problem.value} />}
        <When of={model.ranking} waiting={<Skeleton lines={8} />}>
          {(ranking) => <Standings of={ranking} />}
        </When>
      </div>
    </Drawer>
  );
}

function Standings({ of }: { readonly of: Ranking }) {
  const w = words("awards").ranking;
  const { frozen, standings, over, until, cut, people, silent } = of;
  return (
    <div class="stack">
      {frozen ? (
        <Note tone="good" icon="lock">
          <p class="awards-hint">{w.frozen(moment(frozen.at), whoFroze(frozen))}</p>
          <p class="small awards-hash">
            {w.hash} <code title={frozen.hash}>{frozen.hash.slice(0, 16)}…</code>
          </p>
        </Note>
      ) : (
        !over && <Note>{w.running(day(until))}</Note>
      )}
      {frozen?.moved && <Note tone="warn">{w.moved}</Note>}
      {standings.length === 0 ? (
        <p class="muted">{w.nobody}</p>
      ) : (
        <Table
          caption={w.title(of.rule.document.name[language.value], day(of.from, "month"))}
          columns={columnsOf(of)}
          rows={standings}
          rowKey={({ subject }) => subject}
          rowClass={({ given }) => given && "is-given"}
        />
      )}
      {cut && <p class="small muted">{w.cut(people)}</p>}
      <DrawNote of={of} />
      {frozen === null && silent.length > 0 && (
        <details class="small muted">
          <summary>{w.silent(silent.length)}</summary>
          <p>{listed(silent.map((each) => nameOf(each)))}</p>
        </details>
      )}
    </div>
  );
}

/** The clock is nobody. */
function whoFroze({ by }: NonNullable<Ranking["frozen"]>): string {
  if (by.account === "job") return words("awards").ranking.clock;
  return by.name === null
    ? words("disputes").somebody
    : nameOf({ name: by.name, nameEn: by.nameEn });
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat(language.value, { type: "unit" }).format(names);
}

function columnsOf({ rule: { metric }, rule, frozen }: Ranking): Column<Standing>[] {
  const w = words("awards").ranking;
  const score = (text: string) =>
    rule.document.basis.by === "peers" || metric === null
      ? exact(text)
      : metric.currency === null
        ? exact(text)
        : exactMoney(text, metric.currency);
  return [
    { id: "place", head: w.place, numeric: true, cell: ({ place }) => place },
    {
      id: "name",
      head: w.name,
      names: true,
      cell: (of) => (
        <span class="awards-who">
          <strong>{nameOf(of)}</strong>
          {of.unitName !== null && (
            <span class="small muted">{nameOf({ name: of.unitName, nameEn: of.unitNameEn })}</span>
          )}
          {of.members && of.members.length > 0 && (
            <span class="small muted">
              {of.members
                .map((m) =>
                  m.cooperation === null ? nameOf(m) : `${nameOf(m)} ${exact(m.cooperation)}`,
                )
                .join(" · ")}
            </span>
          )}
        </span>
      ),
    },
    { id: "score", head: w.score, numeric: true, cell: (of) => score(of.score) },
    {
      id: "given",
      head: <span class="sr-only">{w.given}</span>,
      cell: ({ given }) =>
        given &&
        (frozen ? (
          <Badge tone="good" icon="check">
            {w.given}
          </Badge>
        ) : (
          <Badge>{w.leads}</Badge>
        )),
    },
  ];
}
