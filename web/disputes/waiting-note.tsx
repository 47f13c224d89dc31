import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { countDisputes } from "../../workers/disputes/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";
import { loadWords, words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";

type Found = AnswerOf<typeof countDisputes>;

/** On the first page: disputes to settle, corrections to approve, own answers; or nothing. */
export function DisputesWaiting() {
  const found = useMemo(() => signal<Found | null>(null), []);
  useEffect(() => {
    const asked = api<typeof countDisputes>("GET", "/disputes/waiting");
    void Promise.all([asked, loadWords(["disputes"])]).then(([answer]) => {
      if (answer.ok) found.value = answer.body;
    });
  }, []);
  if (found.value === null) return null;
  const w = words("disputes").home;
  const { open, late, corrections, answered } = found.value;
  const note = (text: string, href: string, go: string, isLate = false) => (
    <Note tone={isLate ? "warn" : "accent"} icon="inbox">
      <span class="row row-between">
        <b>{text}</b>
        <ButtonLink href={href}>{go}</ButtonLink>
      </span>
    </Note>
  );
  return (
    <>
      {open > 0 &&
        note(
          late > 0 ? `${w.open(open)} · ${w.late(late)}` : w.open(open),
          "/incentives?tab=disputes",
          w.go,
          late > 0,
        )}
      {corrections > 0 &&
        note(w.corrections(corrections), "/incentives?tab=disputes&part=corrections", w.go)}
      {answered > 0 && note(w.answered(answered), "/mine#pay", w.look)}
    </>
  );
}
