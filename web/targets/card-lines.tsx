import { must } from "../../workers/lib/assert.ts";
import { formatRate } from "../../workers/lib/rate.ts";
import type { CardLineText } from "../../workers/targets/card-text.ts";
import { Waterfall } from "../charts/waterfall.tsx";
import { approximate, exact, exactMoney, moment, money, percent } from "../format.ts";
import type { Catalogues } from "../messages/messages.ts";
import { Table } from "../ui/table.tsx";
import { fractionOf } from "./fraction.ts";
import { reasonText } from "./reason-text.ts";

type CardWords = Catalogues["targets"]["card"];

type Always = "kind" | "amount" | "exact";
/** A line as the API sends it or as it is made here. */
export type ShownLine = Pick<CardLineText, Always> & {
  readonly [Name in Exclude<keyof CardLineText, Always>]?: CardLineText[Name] | undefined;
};

export type ShownCard = {
  readonly name: string;
  readonly number: string;
  readonly currency: string | null;
  readonly lines: readonly ShownLine[];
  /** What a factor is called here, where the product has no word of its own for it. */
  readonly factorNames?: Readonly<Record<string, string>>;
  /** Who an account is, where that is known. */
  readonly whoIs?: (account: string) => string;
};

/** What made a number: a waterfall that re-adds, and every factor with its value, weight and share. */
export function CardLines({ of, words: w }: { readonly of: ShownCard; readonly words: CardWords }) {
  const factors = of.lines.filter(({ kind, weight }) => kind === "factor" && weight !== "0");
  const counted = of.lines.filter(({ kind, weight }) => kind !== "factor" || weight !== "0");
  const title = w.title(of.name, money(of.number, of.currency));
  const steps = counted.map((line, at) => ({
    key: `${at}`,
    name: shortName(line, of, w),
    value: approximate(line.amount),
    label: money(line.amount, of.currency),
  }));
  const explained = counted.filter(({ kind }) => kind !== "factor" && kind !== "rounding");
  const total = {
    key: "total",
    name: w.total,
    value: approximate(of.number),
    label: money(of.number, of.currency),
  };
  const rows = counted.map((line) => [longName(line, of, w), exactMoney(line.amount, of.currency)]);
  const table = {
    heads: [w.part, w.contribution],
    rows: [...rows, [w.total, exactMoney(of.number, of.currency)]],
  };
  return (
    <div class="stack">
      <Waterfall title={title} table={table} note={w.readds} steps={steps} total={total} />
      {explained.length > 0 && (
        <ul class="card-steps">
          {explained.map((line, at) => (
            <li key={at}>
              <span>{longName(line, of, w)}</span>
              <span class="num">{exactMoney(line.amount, of.currency)}</span>
            </li>
          ))}
        </ul>
      )}
      {factors.length > 0 && <Factors lines={factors} of={of} words={w} />}
    </div>
  );
}

type FactorsProps = {
  readonly lines: readonly ShownLine[];
  readonly of: ShownCard;
  readonly words: CardWords;
};

function Factors({ lines, of, words: w }: FactorsProps) {
  return (
    <Table
      caption={w.factors}
      dense
      rowKey={(line) => must(line.key)}
      rows={lines}
      columns={[
        { id: "name", head: w.factors, names: true, cell: (line) => factorName(line, of, w) },
        { id: "value", head: w.value, numeric: true, cell: (line) => valueOf(line.value) },
        { id: "sum", head: w.sum, numeric: true, cell: (line) => valueOf(line.sum) },
        { id: "share", head: w.share, numeric: true, cell: (line) => percentOf(line.share) },
        { id: "weight", head: w.weight, numeric: true, cell: (line) => percentOf(line.weight, 0) },
        {
          id: "amount",
          head: w.contribution,
          numeric: true,
          cell: (line) => exactMoney(line.amount, of.currency),
        },
      ]}
    />
  );
}

/** A factor's value as people entered it: a fraction is shown with three places. */
function valueOf(text: string | undefined): string {
  const value = fractionOf(text ?? "");
  return value ? exact(formatRate(value, 3)) : (text ?? "");
}

export function percentOf(text: string | undefined, places = 2): string {
  const value = fractionOf(text ?? "");
  return value ? percent(formatRate(value, 8), places) : "";
}

function factorName({ key = "" }: ShownLine, of: ShownCard, w: CardWords): string {
  const known: Readonly<Record<string, string>> = w.factor;
  return of.factorNames?.[key] ?? known[key] ?? key;
}

function shortName(line: ShownLine, of: ShownCard, w: CardWords): string {
  return line.kind === "manual" ? w.manual : longName(line, of, w);
}

function longName(line: ShownLine, of: ShownCard, w: CardWords): string {
  switch (line.kind) {
    case "factor":
      return factorName(line, of, w);
    case "min":
    case "max":
    case "fixed":
      return w[line.kind](exactMoney(line.bound ?? "", of.currency));
    case "manual": {
      const who = of.whoIs?.(line.by ?? "") ?? w.somebody;
      return w.manualBy(who, moment(line.at ?? 0), reasonText(line.reason ?? "", w));
    }
    case "below_minimum":
    case "moved":
    case "rounding":
    case "odd":
      return w[line.kind];
  }
}
