import { useState } from "preact/hooks";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import type { Member, People, Place, Unit } from "./model.ts";
import { PersonDialog, TeamDialog } from "./dialogs.tsx";
import { nameOf } from "./name.ts";
import { PersonDrawer } from "./person.tsx";
import "./people.css";

type Props = {
  readonly people: People;
  readonly goTo: (unit: string) => void;
  readonly mayChange: boolean;
};

/** Teams and people, unit by unit: never a list of everybody. */
export function PeopleAndTeams({ people, goTo, mayChange }: Props) {
  const w = words("data").people;
  const [adding, setAdding] = useState<"team" | "person" | null>(null);
  const roots = people.roots.value.value;
  const none = roots.state === "ready" && roots.body.items.length === 0;
  return (
    <div class="stack">
      {people.problem.value && !people.person.value && !adding && (
        <ErrorState problem={people.problem.value} inline />
      )}
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
      <TeamDialog people={people} open={adding === "team"} close={() => setAdding(null)} />
      <PersonDialog people={people} open={adding === "person"} close={() => setAdding(null)} />
      <PersonDrawer people={people} mayChange={mayChange} />
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
      <Card
        title={w.teams}

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
                <UnitLink unit={child} goTo={goTo} />
                {child.code !== child.name && <span class="small muted">{child.code}</span>}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Members people={people} unit={unit} add={add} />
    </>
  );
}

function rootOf({ unit, above }: Place): string {
  return above.at(-1)?.id ?? unit.id;
}

function Members({ people, unit, add }: { people: People; unit: Unit; add: UnitProps["add"] }) {
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
                <button type="button" class="people-link" onClick={() => void people.open(row.id)}>
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
