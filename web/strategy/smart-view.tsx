import { LETTERS, type Mark } from "../../workers/strategy/smart.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { Goal } from "./model.ts";

type Checked = {
  readonly smart: Goal["smart"];
  readonly findings: readonly Pick<Goal["findings"][number], "code" | "letter" | "messages">[];
};

const ICONS: Readonly<Record<Mark, IconName>> = { holds: "check", open: "warn", unknown: "info" };

/** The five letters small, for a list: each says in words what its colour says. */
export function SmartMarks({ smart }: Pick<Checked, "smart">) {
  const w = words("strategy").smart;
  return (
    <span class="smart-marks">
      {LETTERS.map((letter) => (
        <span
          key={letter}
          class={`smart-mark smart-${smart[letter]}`}
          title={`${w.letter[letter]} · ${w.mark[smart[letter]]}`}
        >
          <span aria-hidden="true">{letter}</span>
          <span class="sr-only">
            {w.letter[letter]}: {w.mark[smart[letter]]}.{" "}
          </span>
        </span>
      ))}
    </span>
  );
}

/** Each letter with what is open about it and how to mend it. */
export function SmartList({ smart, findings }: Checked) {
  const w = words("strategy").smart;
  return (
    <ul class="smart-list">
      {LETTERS.map((letter) => (
        <li key={letter} class={`smart-line smart-${smart[letter]}`}>
          <span class="smart-mark" aria-hidden="true">
            <Icon name={ICONS[smart[letter]]} size={14} />
          </span>
          <div>
            <p class="smart-letter">
              {w.letter[letter]}
              <span class="smart-word">{w.mark[smart[letter]]}</span>
            </p>
            {findings
              .filter((finding) => finding.letter === letter)
              .map(({ code, messages }) => (
                <p key={code} class="smart-finding">
                  {messages[language.value]}
                </p>
              ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
