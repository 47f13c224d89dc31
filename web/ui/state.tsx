// What a view shows when it has no figures yet: nothing, waiting, wrong, not allowed.
import type { ComponentChildren } from "preact";
import { messageOf, type Problem } from "../api.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

/** Names of fields are many, and most pages are refused nothing: they come when they are needed. */
const Places = later(async () => {
  const [part] = await Promise.all([import("./places.tsx"), loadWords(["places"])]);
  return part.Places;
});

type EmptyProps = {
  /** What will be here. */
  readonly title: string;
  readonly children?: ComponentChildren;
  /** One action. */
  readonly action?: ComponentChildren;
  /** One example, in small type. */
  readonly example?: ComponentChildren;
  readonly icon?: IconName;
};

export function EmptyState({ title, children, action, example, icon = "info" }: EmptyProps) {
  return (
    <section class="state">
      <span class="state-mark">
        <Icon name={icon} size={22} />
      </span>
      <h2 class="state-title">{title}</h2>
      {children && <div class="state-text">{children}</div>}
      {action && <div class="state-action">{action}</div>}
      {example && <div class="state-example">{example}</div>}
    </section>
  );
}

/** A page that is not for this person's role: said before the server is asked. */
export function NoPermission({ action }: { readonly action?: ComponentChildren }) {
  const w = words("common");
  return (
    <EmptyState icon="lock" title={w.noPermission} action={action}>
      {w.nextPermission}
    </EmptyState>
  );
}

type ErrorProps = {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  /** Inside a form or card: one strip instead of a whole section. */
  readonly inline?: boolean;
};

/** Cause, next step, and the request's id for whoever is asked for help. */
export function ErrorState({ problem, onRetry, inline }: ErrorProps) {
  const w = words("common");
  const forbidden = problem.status === 403;
  const title = forbidden ? w.noPermission : problem.status === 404 ? w.notFound : w.wentWrong;
  const errors = problem.errors ?? [];
  return (
    <section class={classes("problem", inline && "problem-inline")} role="alert">
      <Icon name={forbidden ? "lock" : "warn"} size={20} />
      <div class="problem-text">
        {!inline && <h2 class="state-title">{title}</h2>}
        <p>{messageOf(problem, language.value) || title}</p>
        {errors.length > 0 && <Places errors={errors} />}
        {!inline && <p class="muted">{nextStep(problem.status)}</p>}
        {problem.request_id && (
          <p class="problem-id">
            {w.requestId} <code>{problem.request_id}</code>
          </p>
        )}
      </div>
      {onRetry && (
        <Button size="s" onClick={onRetry}>
          {w.tryAgain}
        </Button>
      )}
    </section>
  );
}

function nextStep(status: number): string {
  const w = words("common");
  if (status === 0) return w.nextNetwork;
  if (status === 403) return w.nextPermission;
  if (status === 404) return w.nextNotFound;
  return status >= 500 ? w.nextServer : w.nextInput;
}

/** Grey lines with words: what is being fetched. For waits above a second. */
export function Skeleton({ lines = 3, label }: { lines?: number; label?: string }) {
  return (
    <div class="skeleton" role="status">
      <span class="sr-only">{label ?? words("common").loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

type ProgressProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Counts in words: "4,200 of 10,000 rows". */
  readonly detail?: string;
};

export function Progress({ label, value, max, detail }: ProgressProps) {
  const share = max > 0 ? Math.min(100, Math.floor((value / max) * 100)) : 0;
  return (
    <div class="progress">
      <div class="progress-top">
        <span>{label}</span>
        <span class="num">{share}%</span>
      </div>
      <progress value={value} max={max} aria-label={label} />
      {detail && <p class="field-hint">{detail}</p>}
    </div>
  );
}

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";
type BadgeProps = {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
  readonly icon?: IconName;
};

export function Badge({ tone = "neutral", children, icon }: BadgeProps) {
  return (
    <span class={`badge badge-${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

/** A strip of advice: not an error, not a toast. */
export function Note({ tone = "neutral", children, icon }: BadgeProps) {
  return (
    <div class={`note note-${tone}`}>
      <Icon name={icon ?? (tone === "warn" || tone === "bad" ? "warn" : "info")} />
      <div>{children}</div>
    </div>
  );
}
