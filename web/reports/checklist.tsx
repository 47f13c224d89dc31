import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { checks, type Step } from "./checks.ts";

const STEPS: readonly { readonly step: Step; readonly href: string }[] = [
  { step: "people", href: "/data?tab=people" },
  { step: "data", href: "/data?tab=imports" },
  { step: "target", href: "/targets" },
  { step: "board", href: "/boards" },
];

const done = signal<ReadonlySet<Step> | null>(null);

/** One checklist instead of a tour: what the tenant's own company still lacks. */
export function Checklist() {
  const w = words("reports").home;
  useEffect(() => {
    void checks().then((found) => {
      done.value = found;
    });
  }, []);
  const now = done.value;
  if (now === null || now.size === STEPS.length) return null;
  return (
    <Card title={w.checklist}>
      <ol class="checklist">
        {STEPS.map(({ step, href }) => {
          const isDone = now.has(step);
          const text = w.steps[step];
          return (
            <li key={step} class={isDone ? "check-done" : ""}>
              <span class="check-mark">
                <Icon name="check" size={14} />
              </span>
              <span>
                <strong>{text.title}</strong>
                {!isDone && <span class="muted small check-text">{text.text}</span>}
              </span>
              {isDone ? (
                <span class="sr-only">{w.done}</span>
              ) : (
                <ButtonLink size="s" href={href}>
                  {text.action}
                </ButtonLink>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
