import { must } from "../lib/assert.ts";
import { formatMinor } from "../lib/money.ts";
import { parseRate, rate, type Rate, ZERO } from "../lib/rate.ts";
import type { Flaw, Refusal } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { exactText } from "./card-text.ts";
import { meanOf, weightedMean, type MeanAnswer, type Spread } from "./weighted-mean.ts";

export type MeanRecipient = {
  readonly id: string;
  readonly name?: string | undefined;
  readonly base: string;
  readonly value?: string | undefined;
};
export type MeanToolTask = {
  readonly method: "mean";
  readonly how: Spread;
  readonly parent: string;
  readonly scale: number;
  readonly recipients: readonly MeanRecipient[];
};
export type MeanLine = { readonly kind: "own" | "moved" | "rounding"; readonly amount: string };
export type MeanOutcome = {
  readonly method: "mean";
  readonly parent: string;
  readonly mean: string;
  readonly gap: string;
  readonly recipients: {
    readonly id: string;
    readonly value: string;
    readonly exact: string;
    readonly lines: MeanLine[];
  }[];
};
export type MeanRefusal = Refusal<
  | "allocation/malformed_number"
  | "allocation/missing_value"
  | "allocation/negative_factor"
  | "allocation/zero_factor"
>;

/** A metric that does not add up as a tool: 30 % over 60 and 40 is 36 % and 21 %. */
export function meanTool(task: MeanToolTask): Result<MeanOutcome, MeanRefusal> {
  const flaws: (Flaw & { readonly code: MeanRefusal["code"] })[] = [];
  const number = (text: string | undefined, pointer: string, where: string): Rate => {
    const parsed = text === undefined ? null : parseRate(text);
    if (parsed) return parsed;
    const code = text === undefined ? "allocation/missing_value" : "allocation/malformed_number";
    flaws.push({ code, pointer, where, value: text ?? "" });
    return ZERO;
  };
  const parent = number(task.parent, "/parent", "parent");
  const bases = task.recipients.map(({ id, name, base }, at) => {
    const pointer = `/recipients/${at}/base`;
    const read = number(base, pointer, `${name ?? id}: base`);
    if (read.num < 0n) {
      const facts = { recipient: name ?? id, factor: "base", value: base };
      flaws.push({ code: "allocation/negative_factor", pointer, ...facts });
    }
    return read;
  });
  const values = task.recipients.map(({ id, name, value }, at) =>
    task.how === "copy" ? parent : number(value, `/recipients/${at}/value`, `${name ?? id}: value`),
  );
  const first = flaws[0];
  if (first) return err({ ...first, errors: flaws });
  const made = weightedMean({ how: task.how, parent, bases, values, scale: task.scale });
  if (made.ok) return ok(answerOf(task, { parent, bases, values, ...made.value }));
  const factor = made.error.code === "no_base" ? "base" : "value";
  return err({ code: "allocation/zero_factor", pointer: "/recipients", factor, value: "0" });
}

type Made = MeanAnswer & {
  readonly parent: Rate;
  readonly bases: readonly Rate[];
  readonly values: readonly Rate[];
};

function answerOf(
  task: MeanToolTask,
  { parent, bases, values, exact, steps, gap }: Made,
): MeanOutcome {
  const unit = 10n ** BigInt(task.scale);
  const rounded = steps.map((step) => rate(step, unit));
  const less = (a: Rate, b: Rate) => rate(a.num * b.den - b.num * a.den, a.den * b.den);
  const recipients = task.recipients.map(({ id }, at) => {
    const [own, to, shown] = [must(values[at]), must(exact[at]), must(rounded[at])];
    const lines: MeanLine[] = [
      { kind: "own", amount: exactText(own) },
      { kind: "moved", amount: exactText(less(to, own)) },
      { kind: "rounding", amount: exactText(less(shown, to)) },
    ];
    return { id, value: formatMinor(must(steps[at]), task.scale), exact: exactText(to), lines };
  });
  const mean = exactText(meanOf(rounded, bases));
  return { method: "mean", parent: exactText(parent), mean, gap: exactText(gap), recipients };
}
