import type { ComponentChildren } from "preact";
import { nowMs } from "../clock.ts";
import { age, exactMoney, moment, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { classes } from "./classes.ts";
import type { Tone } from "./state.tsx";

type AmountProps = {
  /** A decimal string, exactly as the API sent it. */
  readonly value: string;
  readonly currency?: string | null;
  /** Every digit instead of 万/k: in tables that must re-add. */
  readonly exact?: boolean;
};

/** Money or a count on screen: short to read, with every digit on hover. */
export function Amount({ value, currency = null, exact = false }: AmountProps) {
  const whole = exactMoney(value, currency);
  return (
    <span class="num" title={exact ? undefined : whole}>
      {exact ? whole : money(value, currency)}
    </span>
  );
}

/** A rate such as attainment, from its decimal string; null is a dash. */
export function Percent({ value, places = 1 }: { value: string | null; places?: number }) {
  return (
    <span class="num" title={value ?? undefined}>
      {percent(value, places)}
    </span>
  );
}

/** How old data is. After `staleAfterMs` it turns amber and says so. */
export function Age({ at, staleAfterMs = 86_400_000 }: { at: number; staleAfterMs?: number }) {
  const w = words("common");
  const stale = nowMs.value - at > staleAfterMs;
  return (
    <time
      class={classes("age", stale && "age-stale")}
      dateTime={new Date(at).toISOString()}
      title={moment(at)}
    >
      {stale ? `${w.stale} · ` : ""}
      {w.asOf(age(at, nowMs.value))}
    </time>
  );
}

type FigureProps = {
  readonly label: ComponentChildren;
  /** Usually <Amount>, <Percent> or a text. */
  readonly value: ComponentChildren;
  /** What it is measured in, when the value does not say so. */
  readonly unit?: ComponentChildren;
  readonly period?: ComponentChildren;
  readonly source?: ComponentChildren;
  /** When the data behind it was last changed (ms). */
  readonly at?: number | null;
  readonly tone?: Tone;
  /** `hero` for the one number that matters on a page. */
  readonly size?: "m" | "l" | "hero";
  readonly note?: ComponentChildren;
  /** Opens what made the number: give it and the figure becomes a button. */
  readonly onOpen?: () => void;
};

/** A number that says what it is, of when, from where and how old, and opens to what made it. */
export function Figure(props: FigureProps) {
  const { label, value, unit, period, source, at, tone = "neutral", size = "m", onOpen } = props;
  const about = [period, source].filter((part) => part !== undefined && part !== null);
  const body = (
    <>
      <span class="figure-label">{label}</span>
      <span class="figure-value">
        {value}
        {unit && <span class="figure-unit">{unit}</span>}
      </span>
      {props.note && <span class="figure-note">{props.note}</span>}
      {(about.length > 0 || at) && (
        <span class="figure-about">
          {about.map((part, index) => (
            <span key={index}>{part}</span>
          ))}
          {at ? <Age at={at} /> : null}
        </span>
      )}
    </>
  );
  const look = `figure figure-${size} figure-${tone}`;
  if (!onOpen) return <div class={look}>{body}</div>;
  return (
    <button type="button" class={`${look} figure-open`} onClick={onOpen}>
      {body}
    </button>
  );
}
