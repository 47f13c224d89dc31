import type { ComponentChildren } from "preact";
import { readAmount } from "../amount-text.ts";
import { exactMoney } from "../format.ts";
import { Field } from "./field.tsx";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** Stands before the number, and in what was understood. */
  readonly currency?: string | null;
  readonly hint?: ComponentChildren;
  readonly error?: string | null | undefined;
  readonly aside?: ComponentChildren;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly size?: "m" | "l";
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly hideLabel?: boolean;
};

/** An amount typed as people say it, 150万 or 1.5m; below it stands what was understood. */
export function AmountField({ value, currency = null, hint, ...props }: Props) {
  const read = value.trim() === "" ? null : readAmount(value);
  const understood = read?.ok && read.rephrased ? `= ${exactMoney(read.plain, currency)}` : null;
  return (
    <Field
      {...props}
      value={value}
      hint={understood ?? hint}
      inputMode="text"
      autocomplete="off"
      numeric
    />
  );
}
