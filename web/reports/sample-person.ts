import type { getSample } from "../../workers/sample/contract.ts";
import { api } from "../api.ts";
import { loadUnit } from "./model.ts";

/** A tree is at most eight deep. */
const DEPTH_MAX = 8;

/** Somebody in a team of the sample company who does not lead it; null when there is no sample. */
export async function samplePerson(): Promise<string | null> {
  const sample = await api<typeof getSample>("GET", "/sample");
  let unit: string | null = sample.ok ? sample.body.unit : null;
  for (let depth = 0; depth < DEPTH_MAX && unit !== null; depth += 1) {
    const answer = await loadUnit(unit);
    if (!answer.ok) return null;
    const { children, members } = answer.body;
    if (children.length === 0) return members[1]?.id ?? members[0]?.id ?? null;
    unit = children[0]?.id ?? null;
  }
  return null;
}
