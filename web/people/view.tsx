import { useState } from "preact/hooks";
import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { me } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Menu } from "../ui/menu.tsx";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import { CarryBar, MoveTo } from "./carry.tsx";
import { Findings } from "./findings.tsx";
import type { Carried, Member, People, Place, Unit } from "./model.ts";
import { PersonDialog, TeamDialog } from "./dialogs.tsx";
import { nameOf } from "./name.ts";
import { PersonDrawer } from "./person.tsx";
import "./people.css";

type Props = {
  readonly people: People;
  readonly goTo: (unit: string) => void;
  /** Shows the chart as of another day; empty for today. */
  readonly goOn: (day: string) => void;
  readonly mayChange: boolean;
};

/** Teams and people, unit by unit: never a list of everybody. */
export function PeopleAndTeams({ people, goTo, goOn, mayChange }: Props) {
  const w = words("data").people;
  const [adding, setAdding] = useState<"team" | "person" | null>(null);
  const roots = people.roots.value.value;
  const none = roots.state === "ready" && roots.body.items.length === 0;
  return (
    <div class="stack">
      {people.problem.value && !people.person.value && !adding && (
        <ErrorState problem={people.problem.value} inline />
      )}
      <AsOf people={people} goOn={goOn} />
      {none ? (
        <EmptyState
          icon="people"
          title={w.noUnit}
          action={
            <>
              <Button kind="primary" onClick={() => setAdding("team")}>
                {w.addTeam}
              </Button>
              <ButtonLink href="/data?tab=imports&kind=people">
                {words("data").importFile}
              </ButtonLink>
            </>
          }
        >
          {w.noUnitText}
        </EmptyState>
      ) : (
        <When of={people.place}>
          {(place) => (
            <UnitView
              place={place}
              people={people}
              goTo={goTo}
              add={mayChange ? setAdding : null}
            />
          )}
        </When>
      )}
      {mayChange && !none && <Findings people={people} goTo={goTo} />}
      <TeamDialog people={people} open={adding === "team"} close={() => setAdding(null)} />
      <PersonDialog people={people} open={adding === "person"} close={() => setAdding(null)} />
      <PersonDrawer people={people} mayChange={mayChange} />
    </div>
  );
}

/** The chart is asked as of a day, which stands in the URL. */
function AsOf({ people, goOn }: Pick<Props, "people" | "goOn">) {
  const w = words("data").people;
  const on = people.on.value;
  return (
    <div class="row people-asof">
      <DateField label={w.asOf} value={on || me().today} onInput={goOn} />
      {on !== "" && on !== me().today && (
        <>
          <Badge tone="warn">{w.shownAsOf(day(on, "long"))}</Badge>
          <Button size="s" onClick={() => goOn("")}>
            {w.backToToday}
          </Button>
        </>
      )}
    </div>
  );
}

type UnitProps = {
  readonly place: Place;
  readonly people: People;
  readonly goTo: (unit: string) => void;
  readonly add: ((what: "team" | "person") => void) | null;
};

function UnitView({ place, people, goTo, add }: UnitProps) {
  const w = words("data").people;
  const { unit, children } = place;
  const [moving, setMoving] = useState<Carried | null>(null);
  const roots = people.roots.value.value;
  const others =
    roots.state === "ready" ? roots.body.items.filter(({ id }) => id !== rootOf(place)) : [];
  return (
    <>
      <nav class="people-way" aria-label={w.way}>
        {[...place.above].reverse().map(({ id, name, nameEn }) => (
          <span key={id}>
            <UnitLink unit={{ id, name, nameEn }} goTo={goTo} />{" "}
            <span aria-hidden="true">/</span>{" "}
          </span>
        ))}
        <strong aria-current="page">{nameOf(unit)}</strong>
        {unit.sample && <Badge icon="sample">{words("common").sample}</Badge>}
        {others.map((root) => (
          <span key={root.id} class="people-other">
            <UnitLink unit={root} goTo={goTo} />
            {root.sample && ` (${words("common").sample})`}
          </span>
        ))}
      </nav>
      <CarryBar people={people} here={unit} />
      {moving && <MoveTo people={people} what={moving} close={() => setMoving(null)} />}
      <Card
        title={w.teams}
        lead={add && children.some(({ sample }) => !sample) ? w.keysHint : undefined}

        aside={
          add && (
            <Button size="s" icon="plus" onClick={() => add("team")}>
              {w.addTeam}
            </Button>
          )
        }
      >
        {children.length === 0 ? (
          <p class="muted">{w.noTeams}</p>
        ) : (
          <ul class="people-teams">
            {children.map((child) => (
              <li key={child.id} class={child.sample ? "sample" : undefined}>
                <span class="row row-between">
                  <span
                    onKeyDown={pickedBy(
                      people,
                      carriedUnit(child, unit),
                      add !== null && !child.sample,
                    )}
                  >
                    <UnitLink unit={child} goTo={goTo} />
                  </span>
                  {add && !child.sample && (
                    <Menu
                      label={w.actionsOf(nameOf(child))}
                      size="s"
                      items={movesOf(people, carriedUnit(child, unit), setMoving)}
                    />
                  )}
                </span>
                {child.code !== child.name && <span class="small muted">{child.code}</span>}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Members people={people} unit={unit} add={add} setMoving={setMoving} />
    </>
  );
}

const carriedUnit = (child: Unit, parent: Unit): Carried => {
  return { kind: "unit", id: child.id, name: nameOf(child), unit: parent.id };
};
const carriedPerson = (member: Member, unit: Unit): Carried => {
  return { kind: "person", id: member.id, name: nameOf(member), unit: unit.id };
};

/** The two ways to move something: in the hand, or by naming where to. */
function movesOf(people: People, what: Carried, moveTo: (what: Carried) => void) {
  const w = words("data").people;
  return [
    { id: "pick", label: w.pickUp, hint: "M", onChoose: () => (people.carried.value = what) },
    { id: "move", label: w.moveToMenu, onChoose: () => moveTo(what) },
  ];
}

/** `M` on a name picks it up. */
function pickedBy(people: People, what: Carried, mayChange: boolean) {
  return (event: KeyboardEvent) => {
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || !mayChange) return;
    people.carried.value = what;
  };
}

function rootOf({ unit, above }: Place): string {
  return above.at(-1)?.id ?? unit.id;
}

type MembersProps = {
  readonly people: People;
  readonly unit: Unit;
  readonly add: UnitProps["add"];
  readonly setMoving: (what: Carried) => void;
};

function Members({ people, unit, add, setMoving }: MembersProps) {
  const w = words("data").people;
  const members = people.members.value;
  return (
    <Card
      title={w.members}

      flush={members.length > 0}
      aside={
        add && (
          <Button size="s" icon="plus" onClick={() => add("person")}>
            {w.addPerson}
          </Button>
        )
      }
    >
      {members.length === 0 ? (
        <p class="muted">{w.noMembersText}</p>
      ) : (
        <Table<Member>
          caption={`${nameOf(unit)} · ${w.members}`}
          rows={members}
          rowKey={({ id }) => id}
          rowClass={({ sample }) => sample && "sample"}
          columns={[
            {
              id: "name",
              head: w.name,
              names: true,
              cell: (row) => (
                <button
                  type="button"
                  class="people-link"
                  onClick={() => void people.open(row.id)}
                  onKeyDown={pickedBy(
                    people,
                    carriedPerson(row, unit),
                    add !== null && !row.sample,
                  )}
                >
                  {nameOf(row)}
                </button>
              ),
            },
            { id: "code", head: w.code, cell: ({ code, name }) => (code === name ? "" : code) },
            { id: "position", head: w.position, cell: ({ position }) => position ?? "" },
            { id: "email", head: w.email, cell: ({ email }) => email ?? "" },
            {
              id: "from",
              head: w.from,
              cell: ({ startsOn }) => (startsOn ? day(startsOn, "long") : ""),
            },
            {
              id: "until",
              head: w.lastDay,
              cell: ({ endsOn }) => (endsOn ? day(addDays(dayOf(endsOn), -1), "long") : ""),
            },
            {
              id: "actions",
              head: <span class="sr-only">{w.actions}</span>,
              cell: (row) =>
                add &&
                !row.sample && (
                  <Menu
                    label={w.actionsOf(nameOf(row))}
                    size="s"
                    items={movesOf(people, carriedPerson(row, unit), setMoving)}
                  />
                ),
            },
          ]}
        />
      )}
      {people.next.value !== null && (
        <div class="row people-more">
          <Button onClick={() => void people.more()}>{w.more}</Button>
        </div>
      )}
    </Card>
  );
}

type Called = { readonly id: string; readonly name: string; readonly nameEn: string | null };

function UnitLink({ unit, goTo }: { unit: Called; goTo: (unit: string) => void }) {
  return (
    <button type="button" class="people-link" onClick={() => goTo(unit.id)}>
      {nameOf(unit)}
    </button>
  );
}
