// What the steps of a trace are written with: inputs, figures that already stand somewhere, results.
import { minus, over, times, whole } from "../../workers/incentives/exact.ts";
import type { StepOf } from "../../workers/incentives/sentences/steps.ts";
import { rounded } from "../../workers/incentives/round.ts";
import { parseRate, type Rate } from "../../workers/lib/rate.ts";
import { type Format, type Growing, type Ref, same, settled, type Sum } from "./sheet-cells.ts";

/** What a step and its figures are called. */
export type StepNames = {
  readonly title: (step: StepOf) => string;
  readonly figure: (step: StepOf, key: string) => string;
  /** What no formula explains, what a step leaves, and whether a condition holds. */
  readonly other: string;
  readonly after: string;
};

export type Tracer = {
  readonly sheet: Growing;
  readonly names: StepNames;
  readonly step: StepOf;
  /** Line and step, as the rows name them. */
  readonly place: readonly [string, string];
  /** Minor units of the statement's currency in one. */
  readonly units: bigint;
  /** The sum so far, the base that is paid, and what was found along the way. */
  readonly now: {
    current: Ref | null;
    base: Ref | null;
    rate: Ref | null;
    slices: Ref[];
    bases: Ref[];
    weighted: Ref[];
    results: Ref[];
    /** Results of a segment that is taken off again. */
    line: Ref[];
  };
  readonly following: StepOf | undefined;
  /** Sums of the line's entries, which a base may be. */
  readonly entries: readonly Sum[];
};

export type Figures = Readonly<Record<string, string>>;

export function exactRate(value: string | undefined): Rate | null {
  return value === undefined ? null : parseRate(value);
}

export function labels({ place, names, step }: Tracer, key: string): string[] {
  return [...place, names.title(step), names.figure(step, key)];
}

export function put(
  t: Tracer,
  key: string,
  format: Format,
  value = t.step.figures[key],
): Ref | null {
  const exact = exactRate(value);
  if (exact) return t.sheet.input(labels(t, key), exact, format);
  if (value !== undefined) t.sheet.words(labels(t, key), value);
  return null;
}

/** A figure that already stands somewhere is taken from there. */
export function linked(
  t: Tracer,
  key: string,
  format: Format,
  from: readonly (Ref | null)[],
): Ref | null {
  const exact = exactRate(t.step.figures[key]);
  const found = exact && from.find((ref) => ref !== null && same(ref.value, exact));
  return found
    ? t.sheet.formula(labels(t, key), { formula: found.at, value: found.value }, format)
    : put(t, key, format);
}

/** A figure as a formula; what the formula does not explain is named. */
export function result(t: Tracer, key: string, made: Sum, format: Format, target?: Rate): Ref {
  const goal = target ?? exactRate(t.step.figures[key]) ?? made.value;
  const other = [...t.place, t.names.title(t.step), t.names.other];
  return settled(t.sheet, labels(t, key), made, goal, { format, other });
}

/** A figure in minor units, as money. */
export function minorRate(t: Tracer, key: string): Rate | null {
  const exact = exactRate(t.step.figures[key]);
  return exact && over(exact, whole(t.units));
}

export function putMinor(t: Tracer, key: string, from: readonly (Ref | null)[] = []): Ref | null {
  const value = minorRate(t, key);
  if (!value) return null;
  const found = from.find((ref) => ref !== null && same(ref.value, value));
  return found
    ? t.sheet.formula(labels(t, key), { formula: found.at, value }, "money")
    : t.sheet.input(labels(t, key), value, "money");
}

/** `made` rounded half away from zero to the minor unit. */
export function toMinor(t: Tracer, { formula, value }: Sum): Sum {
  const places = String(t.units).length - 1;
  const units = rounded(times(value, whole(t.units)), "half_away");
  return { formula: `ROUND(${formula},${places})`, value: over(whole(units), whole(t.units)) };
}

export function product(a: Ref, b: Ref): Sum {
  return { formula: `${a.at}*${b.at}`, value: times(a.value, b.value) };
}

export function resultMinor(t: Tracer, key: string, made: Sum): Ref {
  return result(t, key, made, "money", minorRate(t, key) ?? made.value);
}

/** Every figure as it stands: rules that only tell. */
export function told(format: Format) {
  return (t: Tracer) => {
    for (const key of Object.keys(t.step.figures)) put(t, key, format);
  };
}

/** What a step leaves, where its figures do not say it. */
export function leaves(t: Tracer, made: Sum): Ref {
  return t.sheet.formula([...t.place, t.names.title(t.step), t.names.after], made, "money");
}

export function difference(t: Tracer, a: Ref, b: Ref): Ref {
  return leaves(t, { formula: `${a.at}-${b.at}`, value: minus(a.value, b.value) });
}

export function linkedMinor(t: Tracer, key: string, ref: Ref | undefined): void {
  putMinor(t, key, ref ? [ref] : []);
}

export function fresh(): Tracer["now"] {
  return {
    ...{ current: null, base: null, rate: null },
    ...{ slices: [], bases: [], weighted: [], results: [], line: [] },
  };
}
