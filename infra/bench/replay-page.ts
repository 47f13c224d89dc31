import { preview, type Report } from "../../web/incentives/simulate.ts";
import { replay } from "../../web/incentives/replay.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";

// What the page's Web Worker computes, put where the bench can call it in a browser.

const PEOPLE = 300;

/** A closed year of 300 people on tiers, and a draft with the tiers moved. */
export function yearOf(credits: number): { input: EvaluationJson; draft: PlanJson } {
  const plan = TEMPLATES.find(({ key }) => key === "tiered");
  if (!plan) throw new Error("there is a tiered template");
  const input = {
    ...{ plans: [plan], from: "2026-01-01", until: "2027-01-01" },
    participants: Array.from({ length: PEOPLE }, (_, at) => ({ id: `p${at}`, from: "2025-01-01" })),
    credits: Array.from({ length: credits }, (_, at) => ({
      ...{ id: `c${at}`, person: `p${at % PEOPLE}` },
      on: `2026-${String((at % 12) + 1).padStart(2, "0")}-${String((at % 28) + 1).padStart(2, "0")}`,
      measures: { amount: `${1_000 + ((at * 7_919) % 90_000)}.${10 + (at % 90)}` },
    })),
  };
  return { input, draft: { ...plan, key: "draft" } };
}

export async function simulate(credits: number): Promise<{ preview: number; replay: number }> {
  const { input, draft } = yearOf(credits);
  const ask = { draft, from: input.from, until: input.until };
  const said: Report = async () => await new Promise((resolve) => setTimeout(resolve));
  const begun = performance.now();
  const shown = await preview(structuredClone(input), null, ask, said);
  const between = performance.now();
  const year = await replay(structuredClone(input), structuredClone(input), ask, said);
  if (!shown.ok || !year.ok) throw new Error("the draft is computed");
  return { preview: between - begun, replay: performance.now() - between };
}

Object.assign(globalThis, { simulate });
