// Goal: whatever lists the rows of a plan lists them as its tree does.
import { describe, expect, test } from "vitest";
import { asInTree, inTreeOrder } from "../../web/targets/tree-order.ts";

const unit = (subject: string, parent: string | null, code: string) =>
  ({ subject, parent, kind: "unit", code }) as const;
const person = (subject: string, parent: string, code: string) =>
  ({ subject, parent, kind: "person", code }) as const;

// As the server answers: by id.
const ROWS = [
  person("1", "8", "P2"),
  person("2", "9", "P1"),
  person("3", "8", "P3"),
  unit("7", null, "CO"),
  unit("8", "7", "TEAM-B"),
  unit("9", "7", "TEAM-A"),
  person("95", "7", "A0"),
];

describe("the rows of a plan", () => {
  test("stand unit first, then its children: units before people, each by code", () => {
    const lines = inTreeOrder(ROWS).map(({ row, depth }) => `${depth} ${row.code}`);
    expect(lines).toEqual(["0 CO", "1 TEAM-A", "2 P1", "1 TEAM-B", "2 P2", "2 P3", "1 A0"]);
  });

  test("leave out what is below a closed unit", () => {
    const lines = inTreeOrder(ROWS, new Set(["8"]));
    expect(lines.map(({ row }) => row.subject)).toEqual(["7", "9", "2", "8", "95"]);
    expect(lines.find(({ row }) => row.subject === "8")?.hasChildren).toBe(true);
  });

  test("begin at the reader's own unit when what is above is not theirs", () => {
    const own = ROWS.filter(({ subject, parent }) => subject === "8" || parent === "8");
    expect(inTreeOrder(own).map(({ row, parent }) => [row.code, parent])).toEqual([
      ["TEAM-B", null],
      ["P2", own[2]],
      ["P3", own[2]],
    ]);
  });

  test("order a list of changes, and what left the plan comes last", () => {
    const changed = ["1", "gone", "2", "8", "7"].map((subject) => ({ subject }));
    const ordered = asInTree(changed, ROWS).map(({ subject }) => subject);
    expect(ordered).toEqual(["7", "2", "8", "1", "gone"]);
  });
});
