import type { Subject } from "./world.ts";

const TEAM = "team\n";

/** Under this name a team stands where a person would: it has the unit's figures and targets, and no variables. */
export function teamName(unit: string): string {
  return TEAM + unit;
}

/** Whose figures and targets are meant by a payee's name: a person's, or a team's. */
export function subjectNamed(name: string): Subject {
  return name.startsWith(TEAM)
    ? { kind: "unit", id: name.slice(TEAM.length) }
    : { kind: "person", id: name };
}
