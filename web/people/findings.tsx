import { useEffect } from "preact/hooks";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { When } from "../ui/when.tsx";
import type { Finding, People } from "./model.ts";
import { nameOf } from "./name.ts";

const SHOWN_MAX = 100;

/** What to look at before targets stand on this organisation; none of it is an error. */
export function Findings({ people, goTo }: { people: People; goTo: (unit: string) => void }) {
  const w = words("data").people;
  useEffect(() => void people.found.load(), [people.on.value]);
  return (
    <Card title={w.findings} lead={w.findingsLead}>
      <When of={people.found}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{w.noFindings}</p>
          ) : (
            <ul class="people-history">
              {items.slice(0, SHOWN_MAX).map((each) => (
                <li key={`${each.code} ${each.person?.id} ${each.unit?.id} ${each.on}`}>
                  <Subject finding={each} people={people} goTo={goTo} />{" "}
                  <span class="num muted">{day(each.on)}</span>
                  <span class="small">{each.messages[language.value]}</span>
                </li>
              ))}
              {items.length > SHOWN_MAX && (
                <li class="muted">{w.moreFindings(items.length - SHOWN_MAX)}</li>
              )}
            </ul>
          )
        }
      </When>
    </Card>
  );
}

type SubjectProps = {
  readonly finding: Finding;
  readonly people: People;
  readonly goTo: (unit: string) => void;
};

function Subject({ finding: { person, unit }, people, goTo }: SubjectProps) {
  const named = person ?? unit;
  if (!named) return null;
  const open = () => (person ? void people.open(person.id) : goTo(named.id));
  return (
    <>
      <button type="button" class="people-link" onClick={open}>
        {nameOf(named)}
      </button>
      {person && unit && <span class="muted"> · {nameOf(unit)}</span>}
    </>
  );
}
