import { useState } from "preact/hooks";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/resource.tsx";
import type { Member, People, PersonDraft, Place, Unit } from "./model.ts";
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
        level={3}
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
      level={3}
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
            { id: "code", head: w.code, cell: ({ code }) => code },
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

/** In the reader's language where there is such a name. */
export function nameOf({ name, nameEn }: Pick<Called, "name" | "nameEn">): string {
  return language.value === "en" && nameEn ? nameEn : name;
}

type DialogProps = { readonly people: People; readonly open: boolean; readonly close: () => void };

function TeamDialog({ people, open, close }: DialogProps) {
  const w = words("data").people;
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const [nameEn, setNameEn] = useState("");
  const save = () =>
    void people.addTeam(name, code, nameEn).then((saved) => {
      if (!saved) return;
      toast(w.saved(name));
      setName("");
      setCode("");
      setNameEn("");
      close();
    });
  return (
    <Dialog
      open={open}
      title={w.addTeam}
      onClose={close}
      footer={<SaveButton people={people} off={name.trim() === ""} form="team-form" />}
    >
      <form
        id="team-form"
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Field
          label={w.teamName}
          value={name}
          onInput={setName}
          required
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.nameEn}
          value={nameEn}
          onInput={setNameEn}
          maxLength={120}
          aside={words("common").optional}
        />
        <Field label={w.teamCode} value={code} onInput={setCode} hint={w.codeHint} maxLength={64} />
      </form>
    </Dialog>
  );
}

const BLANK: PersonDraft = {
  ...{
    code: "",
    name: "",
    nameEn: "",
    email: "",
    position: "",
    unit: "",
    startsOn: "",
    endsOn: "",
  },
};

function PersonDialog({ people, open, close }: DialogProps) {
  const w = words("data").people;
  const [draft, setDraft] = useState(BLANK);
  const set = (name: keyof PersonDraft) => (value: string) => setDraft({ ...draft, [name]: value });
  const save = () =>
    void people.save({ ...draft, unit: people.unitId.value }).then((saved) => {
      if (!saved) return;
      toast(w.saved(draft.name));
      setDraft(BLANK);
      close();
    });
  return (
    <Dialog
      open={open}
      title={w.addPerson}
      onClose={close}
      footer={<SaveButton people={people} off={draft.name.trim() === ""} form="person-form" />}
    >
      <form
        id="person-form"
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Field
          label={w.name}
          value={draft.name}
          onInput={set("name")}
          required
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.nameEn}
          value={draft.nameEn}
          onInput={set("nameEn")}
          maxLength={120}
          aside={words("common").optional}
        />
        <Field
          label={w.code}
          value={draft.code}
          onInput={set("code")}
          hint={w.codeHint}
          maxLength={64}
        />
        <Field
          label={w.email}
          type="email"
          value={draft.email}
          onInput={set("email")}
          aside={words("common").optional}
        />
        <Field
          label={w.position}
          value={draft.position}
          onInput={set("position")}
          aside={words("common").optional}
        />
        <Field
          label={w.from}
          type="date"
          value={draft.startsOn}
          onInput={set("startsOn")}
          hint={w.fromHint}
        />
      </form>
    </Dialog>
  );
}

function SaveButton({ people, off, form }: { people: People; off: boolean; form: string }) {
  return (
    <Button
      kind="primary"
      busy={people.busy.value}
      disabled={off}
      onClick={() => (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit()} // The form of this very dialog.
    >
      {words("common").save}
    </Button>
  );
}
