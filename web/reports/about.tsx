import { joined } from "../charts/joined.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Age } from "../ui/figure.tsx";
import type { Attainment } from "./model.ts";

export type Of = { readonly of: Attainment; readonly period: string };

/** Where the figures come from and how far they reach. */
export function sourceText({ data }: Attainment): string {
  const w = words("reports");
  return `${w.source} · ${data.day === null ? w.noData : w.dataUntil(day(data.day))}`;
}

/** Period, source, reach and age, once for all figures of a card. */
export function About({ of, period }: Of) {
  const { at } = of.data;
  return (
    <span class="about">
      {joined(`${period} · ${sourceText(of)}`)}
      {at !== null && (
        <>
          {" · "}
          <Age at={at} />
        </>
      )}
    </span>
  );
}
