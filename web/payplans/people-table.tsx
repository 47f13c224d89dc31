import { useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { day, dayAt, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Badge } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { type Asked, askedIn, type Member, type PeopleModel } from "./people.ts";
import type { Payplan } from "./model.ts";
import { termName } from "./terms.ts";

/** Above so many people a field to find one is worth its place. */
const SEARCHED_ABOVE = 12;
/** Rows drawn before somebody asks for all of them. */
const SHOWN = 60;

type Props = {
  readonly model: PeopleModel;
  readonly items: readonly Member[];
  readonly plan: Payplan;
  readonly change: boolean;
};
type Chosen = ReadonlySet<string>;

/** Everybody on the plan: found by name, or those who still have to accept; several taken off at once. */
export function PeopleTable({ model, items, plan, change }: Props) {
  const w = words("payplans").people;
  const { today } = me();
  const [text, setText] = useState("");
  const [isWaiting, setWaiting] = useState(false);
  const [chosen, setChosen] = useState<Chosen>(new Set());
  const [isEnding, setEnding] = useState(false);
  const [all, setAll] = useState(false);
  const asked = new Map(askedIn(model).map((each) => [each.person, each]));
  const isOver = ({ until }: Member) => until !== null && until <= today;
  const waits = (member: Member) => !isOver(member) && asked.get(member.person)?.accepted === null;
  const found = items.filter((member) => isFound(member, text) && (!isWaiting || waits(member)));
  const shown = all ? found : found.slice(0, SHOWN);
  const waiting = items.filter(waits).length;
  return (
    <>
      <div class="row row-between">
        {items.length > SEARCHED_ABOVE && (
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
        )}
        <div class="row">
          {waiting > 0 && (
            <Button size="s" pressed={isWaiting} onClick={() => setWaiting(!isWaiting)}>
              {w.onlyWaiting(waiting)}
            </Button>
          )}
          {chosen.size > 0 && (
            <Button size="s" onClick={() => setEnding(true)}>{`${w.end} ${chosen.size}`}</Button>
          )}
          <ExportButton items={items} asked={asked} plan={plan} />
        </div>
      </div>
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
                  chooser(
                    found.filter((each) => !isOver(each)),
                    chosen,
                    setChosen,
                  ),
                ]
              : []),
            ...columnsOf(plan.currency, asked, isOver),
          ]}
        />
      )}
      {found.length > shown.length && (
        <p>
          <Button kind="quiet" onClick={() => setAll(true)}>
            {w.showAll(found.length)}
          </Button>
        </p>
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

function isFound({ name, nameEn, code, position }: Member, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [name, nameEn, code, position].some((each) => (each ?? "").toLowerCase().includes(wanted));
}

/** A box for each person, and one for everybody who was found. */
function chooser(
  members: readonly Member[],
  chosen: Chosen,
  setChosen: (to: Chosen) => void,
): Column<Member> {
  const w = words("payplans").people;
  const people = members.map(({ person }) => person);
  const isAll = people.length > 0 && people.every((each) => chosen.has(each));
  const toggle = (person: string) => {
    const next = new Set(chosen);
    if (!next.delete(person)) next.add(person);
    setChosen(next);
  };
  return {
    id: "choose",
    head: (
      <input
        type="checkbox"
        aria-label={w.selectAll}
        checked={isAll}
        onChange={() => setChosen(new Set(isAll ? [] : people))}
      />
    ),
    width: "2.5rem",
    cell: (member) =>
      people.includes(member.person) && (
        <input
          type="checkbox"
          aria-label={w.select(nameOf(member))}
          checked={chosen.has(member.person)}
          onChange={() => toggle(member.person)}
        />
      ),
  };
}

function columnsOf(
  currency: string,
  asked: ReadonlyMap<string, Asked>,
  isOver: (member: Member) => boolean,
): Column<Member>[] {
  const w = words("payplans").people;
  return [
    {
      id: "name",
      head: w.name,
      names: true,
      cell: (member) => (
        <>
          {nameOf(member)} <span class="muted">{member.code}</span>
        </>
      ),
    },
    { id: "unit", head: w.unit, cell: unitOf },
    { id: "position", head: w.position, cell: ({ position }) => position ?? "–" },
    { id: "from", head: w.from, cell: ({ from }) => day(from) },
    {
      id: "until",
      head: w.until,
      cell: (member) =>
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
      cell: ({ terms }) => <Terms terms={terms} currency={currency} />,
    },
    {
      id: "accepted",
      head: w.accepted,
      cell: (member) => (isOver(member) ? "–" : <Said asked={asked.get(member.person)} />),
    },
  ];
}

export function unitOf({ unitName, unitNameEn }: Member): string {
  return unitName === null ? "–" : nameOf({ name: unitName, nameEn: unitNameEn });
}

type TermsProps = { readonly terms: Member["terms"]; readonly currency: string };

function Terms({ terms, currency }: TermsProps) {
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

type ExportProps = {
  readonly items: readonly Member[];
  readonly asked: ReadonlyMap<string, Asked>;
  readonly plan: Payplan;
};

function ExportButton({ items, asked, plan }: ExportProps) {
  const w = words("payplans").people;
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const { saveMembers } = await import("./members-file.ts");
    await saveMembers({ items, asked, plan }, w);
    setSaving(false);
  };
  return (
    <Button size="s" icon="download" busy={isSaving} onClick={() => void save()}>
      {w.export}
    </Button>
  );
}
