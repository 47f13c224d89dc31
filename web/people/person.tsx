import { useEffect, useState } from "preact/hooks";
import { PersonAbsences } from "../absences/person-absences.tsx";
import { may, me } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Badge, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { People, PersonDetail } from "./model.ts";
import { nameOf } from "./name.ts";

/** One person: what is known, every team with its time, and a move from a day on. */
export function PersonDrawer({ people, mayChange }: { people: People; mayChange: boolean }) {
  const detail = people.person.value;
  if (!detail) return null;
  const { person } = detail;
  return (
    <Drawer open title={nameOf(person)} onClose={people.close}>
      <div class="stack stack-l">
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Facts detail={detail} />
        <History detail={detail} people={people} />
        {may("absences.read") && <PersonAbsences key={`${person.id}-away`} person={person.id} />}
        {mayChange && !person.sample && <Move key={person.id} detail={detail} people={people} />}
        {mayChange && !person.sample && (
          <Leave key={`${person.id}-end`} detail={detail} people={people} />
        )}
      </div>
    </Drawer>
  );
}

function Facts({ detail: { person } }: { detail: PersonDetail }) {
  const w = words("data").people;
  const facts: [string, string | null][] = [
    [w.code, person.code],
    [w.nameEn, person.nameEn],
    [w.email, person.email],
    [w.from, person.startsOn && day(person.startsOn, "long")],
    [w.ends, person.endsOn && day(person.endsOn, "long")],
  ];
  return (
    <dl class="people-facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {person.sample && (
        <div>
          <dt class="sr-only">{words("common").sample}</dt>
          <dd>
            <Badge icon="sample">{words("common").sample}</Badge>
          </dd>
        </div>
      )}
    </dl>
  );
}

function History({ detail, people }: { detail: PersonDetail; people: People }) {
  const w = words("data").people;
  return (
    <section class="stack stack-s">
      <h3>{w.history}</h3>
      <ul class="people-history">
        {detail.memberships.map(({ unit, position, from, until }) => (
          <li key={`${unit}-${from}`}>
            <strong>{unit ? (people.unitNames.value.get(unit) ?? "…") : w.nowhere}</strong>
            {position && <span class="muted"> · {position}</span>}
            <span class="small muted">
              {from ? w.since(day(from, "long")) : w.always}
              {until && ` ${w.until(day(until, "long"))}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Move({ detail: { person }, people }: { detail: PersonDetail; people: People }) {
  const w = words("data").people;
  const [team, setTeam] = useState("");
  const [from, setFrom] = useState<string>(me().today);
  const [unknown, setUnknown] = useState("");
  useEffect(() => setUnknown(""), [team]);
  const move = () =>
    void people.move(person.id, team, from).then((how) => {
      if (how === "unknown") setUnknown(team);
      if (how !== "moved") return;
      toast(w.saved(person.name));
      people.close();
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        move();
      }}
    >
      <h3>{w.move}</h3>
      <Field
        label={w.team}
        hint={w.teamHint}
        value={team}
        onInput={setTeam}
        required
        error={unknown ? w.unknownTeam(unknown) : null}
      />
      <DateField label={w.moveFrom} hint={w.moveHint} value={from} onInput={setFrom} required />
      <div class="row">
        <Button
          type="submit"
          kind="primary"
          busy={people.busy.value}
          disabled={team.trim() === "" || from === ""}
        >
          {w.move}
        </Button>
      </div>
    </form>
  );
}

function Leave({ detail: { person }, people }: { detail: PersonDetail; people: People }) {
  const w = words("data").people;
  const [endsOn, setEndsOn] = useState(person.endsOn ?? "");
  const save = () =>
    void people
      .save({
        ...{ code: person.code, endsOn },
        ...{ name: "", nameEn: "", email: "", position: "", unit: "", startsOn: "" },
      })
      .then((saved) => {
        if (!saved) return;
        toast(w.saved(person.name));
        people.close();
      });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <DateField label={w.ends} value={endsOn} onInput={setEndsOn} />
      <div class="row">
        <Button type="submit" busy={people.busy.value} disabled={endsOn === ""}>
          {words("common").save}
        </Button>
      </div>
    </form>
  );
}
