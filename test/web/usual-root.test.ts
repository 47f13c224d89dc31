// Goal: who has only the sample sees the sample, and who brought own people sees them first.
import { describe, expect, test } from "vitest";
import type { listUnits } from "../../workers/org/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { usualRoot } from "../../web/people/usual-root.ts";

type Root = AnswerOf<typeof listUnits>["items"][number];
// Of a unit the choice looks at these two fields; the rest of the answer would only be noise here.
const root = (id: string, sample: boolean) => ({ id, sample }) as unknown as Root;
const OWN = root("own", false);
const SAMPLE = root("sample", true);
const nothing = () => Promise.resolve({ children: [], members: [] });
const aTeam = () => Promise.resolve({ children: [OWN], members: [] });

describe("without a unit in the address", () => {
  test("a company that has nothing but the sample begins there", async () => {
    expect(await usualRoot([OWN, SAMPLE], nothing)).toBe(SAMPLE);
  });

  test("a company with a team of its own begins with its own, sample or not", async () => {
    expect(await usualRoot([SAMPLE, OWN], aTeam)).toBe(OWN);
  });

  test("a reader who cannot look into the own root stays there", async () => {
    expect(await usualRoot([OWN, SAMPLE], () => Promise.resolve(null))).toBe(OWN);
  });

  test("one root needs no question, and none has no answer", async () => {
    const never = () => Promise.reject(new Error("asked for nothing"));
    expect(await usualRoot([OWN], never)).toBe(OWN);
    expect(await usualRoot([SAMPLE], never)).toBe(SAMPLE);
    expect(await usualRoot([], never)).toBeNull();
  });
});
