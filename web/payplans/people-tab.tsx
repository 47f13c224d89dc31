import { useEffect, useMemo, useState } from "preact/hooks";
import { may, me } from "../auth/session.ts";
import { dayAt, day, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { AssignDrawer } from "./assign-drawer.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { type Asked, type Member, type PeopleModel, peopleModel } from "./people.ts";
import type { IncentiveTabProps } from "./tab.ts";
import { termName } from "./terms.ts";

/** Who is paid by the plan, from when until when, and who has accepted it. */
export function PeopleTab({ page }: IncentiveTabProps) {
  const { id, currency, published, archived } = page.plan;
  const model = useMemo(() => peopleModel(id), [id]);
  useEffect(() => void model.load(), [model]);
  const [isAdding, setAdding] = useState(false);
  const change = may("incentives.change") && !archived;
  const w = words("payplans").people;
  const add = change ? (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {w.assign}
    </Button>
  ) : undefined;
  return (
    <When of={model.members}>
      {({ items }) => (
        <div class="stack">
          {model.problem.value && !isAdding && <ErrorState problem={model.problem.value} inline />}
          {items.length === 0 ? (
            <EmptyState icon="people" title={w.emptyTitle} action={add}>
              {w.emptyText}
            </EmptyState>
          ) : (
            <>
              <Head model={model} items={items} add={add} isAsked={published > 0} change={change} />
              <People model={model} items={items} currency={currency} change={change} />
            </>
          )}
          {isAdding && <AssignDrawer model={model} page={page} onClose={() => setAdding(false)} />}
        </div>
      )}
    </When>
  );
}

type HeadProps = {
  readonly model: PeopleModel;
  readonly items: readonly Member[];
  readonly add: preact.ComponentChildren;
  readonly isAsked: boolean;
  readonly change: boolean;
};

function Head({ model, items, add, isAsked, change }: HeadProps) {
  const w = words("payplans").people;
  const asked = askedIn(model);
  const open = asked.filter(({ accepted }) => accepted === null).length;
  const remind = async () => {
    const done = await model.remind();
    if (done) toast(w.reminded(done.reminded));
  };
  return (
    <div class="row row-between payplan-head">
      <div>
        <h2>{w.title(new Set(items.map(({ person }) => person)).size)}</h2>
        <p class="muted">
          {isAsked && asked.length > 0 ? (open > 0 ? w.unaccepted(open) : w.allAccepted) : w.lead}
        </p>
      </div>
      <div class="row">
        {change && isAsked && open > 0 && (
          <Button icon="mail" busy={model.busy.value} onClick={() => void remind()}>
            {w.remind(open)}
          </Button>
        )}
        {add}
      </div>
    </div>
  );
}

function askedIn(model: PeopleModel): readonly Asked[] {
  const now = model.asked.value.value;
  return (now.state === "ready" ? now.body : now.last)?.items ?? [];
}

/** Above so many people a field to find one is worth its place. */
const SEARCHED_ABOVE = 12;

type PeopleProps = {
  readonly model: PeopleModel;
  readonly items: readonly Member[];
  readonly currency: string;
  readonly change: boolean;
};

function People({ model, items, currency, change }: PeopleProps) {
  const w = words("payplans").people;
  const { today } = me();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isEnding, setEnding] = useState(false);
  const asked = new Map(askedIn(model).map((each) => [each.person, each]));
  const wanted = text.trim().toLowerCase();
  const shown = items.filter((member) =>
    [member.name, member.nameEn, member.code, member.position].some((each) =>
      (each ?? "").toLowerCase().includes(wanted),
    ),
  );
  const isOver = ({ until }: Member) => until !== null && until <= today;
  const toggle = (person: string) => {
    const next = new Set(chosen);
    if (!next.delete(person)) next.add(person);
    setChosen(next);
  };
  return (
    <>
      {(items.length > SEARCHED_ABOVE || chosen.size > 0) && (
        <div class="row row-between">
          <div class="payplan-search">
            <Field
              label={w.search}
              hideLabel
              type="search"
              placeholder={w.search}
              value={text}
              onInput={setText}
            />
          </div>
          {chosen.size > 0 && (
            <div class="row">
              <span class="muted">{w.chosen(chosen.size)}</span>
              <Button onClick={() => setEnding(true)}>{w.end}</Button>
            </div>
          )}
        </div>
      )}
      {shown.length === 0 ? (
        <p class="muted">{w.notFound}</p>
      ) : (
        <Table
          caption={w.caption}
          cards
          rows={shown}
          rowKey={({ person, from }) => `${person} ${from}`}
          columns={[
            ...(change
              ? [
                  {
                    id: "choose",
                    head: <span class="sr-only">{w.end}</span>,
                    width: "2.5rem",
                    cell: (member: Member) =>
                      !isOver(member) && (
                        <input
                          type="checkbox"
                          aria-label={w.select(nameOf(member))}
                          checked={chosen.has(member.person)}
                          onChange={() => toggle(member.person)}
                        />
                      ),
                  },
                ]
              : []),
            {
              id: "name",
              head: w.name,
              names: true,
              cell: (member: Member) => (
                <>
                  {nameOf(member)} <span class="muted">{member.code}</span>
                </>
              ),
            },
            { id: "unit", head: w.unit, cell: (member: Member) => unitOf(member) },
            { id: "position", head: w.position, cell: ({ position }: Member) => position ?? "–" },
            { id: "from", head: w.from, cell: ({ from }: Member) => day(from) },
            {
              id: "until",
              head: w.until,
              cell: (member: Member) =>
                member.until === null ? (
                  <span class="muted">{w.open}</span>
                ) : isOver(member) ? (
                  <Badge>{w.ended}</Badge>
                ) : (
                  day(member.until)
                ),
            },
            {
              id: "terms",
              head: w.variables,
              cell: ({ terms }: Member) => <Terms terms={terms} currency={currency} />,
            },
            {
              id: "accepted",
              head: w.accepted,
              cell: (member: Member) =>
                isOver(member) ? "–" : <Said asked={asked.get(member.person)} />,
            },
          ]}
        />
      )}
      {isEnding && (
        <EndDialog
          model={model}
          people={[...chosen]}
          onClose={() => setEnding(false)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

function unitOf({ unitName, unitNameEn }: Member): string {
  return unitName === null ? "–" : nameOf({ name: unitName, nameEn: unitNameEn });
}

function Terms({
  terms,
  currency,
}: {
  readonly terms: Member["terms"];
  readonly currency: string;
}) {
  const w = words("payplans").people;
  if (terms.variables.length === 0) return <>–</>;
  return (
    <ul class="payplan-terms">
      {terms.variables.map(({ key, amount, per }) => (
        <li key={key}>
          <span class="muted">{termName(key)}</span>{" "}
          <span class="num">{exactMoney(amount, terms.currency ?? currency)}</span>{" "}
          <span class="muted">{per in w.per ? w.per[per as keyof typeof w.per] : per}</span>
        </li>
      ))}
    </ul>
  );
}

function Said({ asked }: { readonly asked: Asked | undefined }) {
  const w = words("payplans").people;
  if (!asked) return <>–</>;
  if (asked.accepted)
    return (
      <Badge tone="good" icon="check">
        {w.acceptedAt(dayAt(asked.accepted.at))}
      </Badge>
    );
  return (
    <span class="payplan-said">
      <Badge tone="warn">{w.waiting}</Badge>
      {asked.reminded !== null && <span class="muted">{w.remindedAt(dayAt(asked.reminded))}</span>}
    </span>
  );
}
