import * as v from "valibot";
import { type Day, isDay } from "./day.ts";
import { type Id, isUuid } from "./id.ts";

/** Schemas that every contract uses: what ids, days, amounts and rates look like on the wire. */

export const wireId = <Kind extends string>() =>
  v.pipe(
    v.string(),
    v.check((text) => isUuid(text), "A lower-case UUID."),
    v.metadata({ format: "uuid" }),
    v.transform((text) => text as Id<Kind>),
  );

export const WireDay = v.pipe(
  v.string(),
  v.check((text) => isDay(text), "A date that exists, YYYY-MM-DD."),
  v.metadata({ format: "date", examples: ["2026-07-15"] }),
  v.transform((text) => text as Day),
);

/** A plain decimal as text: no exponent, no separators, exact. */
export const WireDecimal = v.pipe(
  v.string(),
  v.maxLength(40),
  v.regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'A plain decimal as text, such as "12.50".'),
  v.metadata({ examples: ["12000.00"] }),
);

export const WireName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
export const WireCode = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64));
export const WireCurrency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "An ISO 4217 code."));
export const WireCursor = v.pipe(v.string(), v.maxLength(500));
export const WireLimit = (largest: number, usual: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(largest),
    ),
    String(usual),
  );
