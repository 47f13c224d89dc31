// Goal: the planning grid shows both margins, keeps what was typed beside what others did, and a
// spreadsheet comes back as a list of changed cells or as faults with their places; never by half.
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import {
  definitionSheet,
  gridSheet,
  placeOf,
  readGrid,
  type ReadCell,
} from "../../web/targets/grid-sheet.ts";
import {
  linesOf,
  marginsOf,
  rebased,
  rowGap,
  rowsToSave,
  shownAt,
  typedAmount,
  withEdit,
  YEAR,
  type GridItem,
  type GridTable,
} from "../../web/targets/grid-table.ts";
import { grid as zh } from "../../web/messages/zh/grid.ts";

const periods = ["FY2026-M01", "FY2026-M02"];
const item = (
  code: string,
  parent: string | null,
  months: string[] | null,
  change = {},
): GridItem => ({
  ...{ subject: `s-${code}`, parent, kind: code.startsWith("u") ? "unit" : "person", code },
  ...{ name: `名${code}`, nameEn: null, months, cells: {}, locked: false, version: 3 },
  amount: months ? String(months.reduce((all, each) => all + Number(each), 0).toFixed(2)) : null,
  ...change,
});
const items = [
  item("u1", null, ["300.00", "200.00"]),
  item("p1", "s-u1", ["100.00", "100.00"]),
  item("p2", "s-u1", ["200.00", "100.00"]),
];
const table: GridTable = { periods, scale: 2, items, edits: new Map() };
const p1 = must(items[1]);
const words = {
  columns: zh.file.columns,
  kinds: zh.file.kinds,
  definitions: [["方案", "2026"]],
} as const;
const shape = { lines: linesOf(items, ""), periods, scale: 2 };

describe("margins", () => {
  test("a unit's column stands beside the sum of what is below it", () => {
    const margins = must(marginsOf(table).get("s-u1"));
    expect(margins.get(YEAR)).toEqual({ own: 50_000n, below: 50_000n });
    expect(margins.get("FY2026-M01")).toEqual({ own: 30_000n, below: 30_000n });
    expect(marginsOf(table).has("s-p1")).toBe(false);
  });
  test("count what was typed and is not saved", () => {
    const edits = withEdit(table, p1, "FY2026-M01", "150.00");
    const now = { ...table, edits };
    expect(must(marginsOf(now).get("s-u1")).get("FY2026-M01")?.below).toBe(35_000n);
    expect(rowGap(now, p1)).toBe(-5_000n);
    expect(rowGap(table, p1)).toBe(0n);
    expect(rowGap(table, item("p9", null, null))).toBeNull();
  });
});

describe("typing", () => {
  test("a number of another scale, or no number, is not kept", () => {
    expect(typedAmount("12.5", 2)).toBe("12.50");
    expect(typedAmount("12.555", 2)).toBeNull();
    expect(typedAmount("abc", 2)).toBeNull();
  });
  test("the number that is kept already takes the edit back", () => {
    const edits = withEdit(table, p1, "FY2026-M01", "150.00");
    const now = { ...table, edits };
    expect(shownAt(now, p1, "FY2026-M01")).toBe("150.00");
    expect(withEdit(now, p1, "FY2026-M01", "100.00").size).toBe(0);
  });
  test("all of a row travel together, by the version they were based on", () => {
    const first = { ...table, edits: withEdit(table, p1, "FY2026-M01", "150.00") };
    expect(rowsToSave(withEdit(first, p1, YEAR, "260.00"))).toEqual([
      { subject: "s-p1", version: 3, cells: { "FY2026-M01": "150.00" }, amount: "260.00" },
    ]);
  });
});

describe("a cell edited by two people at once", () => {
  const mine = withEdit(table, p1, "FY2026-M01", "150.00");
  const theirs = (months: string[], cells = {}) => [
    must(items[0]),
    item("p1", "s-u1", months, { version: 4, cells }),
    must(items[2]),
  ];
  test("is shown with both values and their reason, and stays out until it is decided", () => {
    const locked = { "FY2026-M01": { amount: "120.00", by: "x", at: 1, reason: "大客户" } };
    const now = rebased(mine, theirs(["120.00", "80.00"], locked), periods);
    expect(now.edits.size).toBe(0);
    expect(now.conflicts).toEqual([
      {
        ...{ subject: "s-p1", name: "名p1", column: "FY2026-M01" },
        ...{ was: "100.00", mine: "150.00", theirs: "120.00", reason: "大客户" },
      },
    ]);
  });
  test("goes over to the new version where they touched another cell", () => {
    const now = rebased(mine, theirs(["100.00", "90.00"]), periods);
    expect(now.conflicts).toEqual([]);
    expect(now.edits.get("s-p1")).toMatchObject({ version: 4 });
  });
  test("is settled where both typed the same, and gone where the row is gone", () => {
    expect(rebased(mine, theirs(["150.00", "50.00"]), periods)).toEqual({
      edits: new Map(),
      conflicts: [],
    });
    expect(rebased(mine, [must(items[0])], periods)).toEqual({ edits: new Map(), conflicts: [] });
  });
});

describe("finding", () => {
  test("is by name or code, in the tree's order", () => {
    expect(linesOf(items, "P2").map(({ row }) => row.code)).toEqual(["p2"]);
    expect(linesOf(items, "名").map(({ row }) => row.code)).toEqual(["u1", "p1", "p2"]);
  });
});

/** The sheet as a reader gets it back: plain values. */
const written = (): ReadCell[][] =>
  gridSheet(shape, words).map((row) =>
    row.map((cell): ReadCell => {
      const value =
        cell !== null && typeof cell === "object" && "value" in cell ? cell.value : cell;
      return typeof value === "string" || typeof value === "number" ? value : null;
    }),
  );
const changedAt = (row: number, column: number, to: ReadCell) =>
  written().map((cells, at) => (at === row ? cells.with(column, to) : cells));

describe("a spreadsheet", () => {
  test("has keys, words, number formats and a sheet that explains", () => {
    const sheet = gridSheet(shape, words);
    expect(written()[0]).toEqual(["code", "name", "kind", "parent", "version", "year", ...periods]);
    expect(must(sheet[3])[6]).toEqual({ value: 100, type: Number, format: "#,##0.00" });
    expect(definitionSheet(words)).toHaveLength(1);
  });
  test("that nobody changed changes nothing", () => {
    expect(readGrid(written(), shape)).toEqual({ changes: [], faults: [] });
  });
  test("lists every changed cell: old, new, by how much, and where", () => {
    const { changes, faults } = readGrid(changedAt(3, 6, 150.5), shape);
    expect(faults).toEqual([]);
    expect(changes).toMatchObject([
      { column: "FY2026-M01", place: "G4", from: "100.00", to: "150.50", by: "50.50" },
    ]);
  });
  test("takes a year, a text number, and the 15 digits of a spreadsheet", () => {
    expect(readGrid(changedAt(3, 5, "2 60.00"), shape).changes).toMatchObject([
      { column: YEAR, to: "260.00" },
    ]);
    expect(readGrid(changedAt(3, 6, 100.09999999999999), shape).changes).toMatchObject([
      { to: "100.10" },
    ]);
    expect(readGrid(changedAt(3, 6, 0), shape).changes).toMatchObject([
      { to: "0.00", by: "-100.00" },
    ]);
  });
  test("leaves what a blank cell stands for as it is", () => {
    expect(readGrid(changedAt(3, 6, null), shape)).toEqual({ changes: [], faults: [] });
    expect(readGrid(changedAt(3, 6, ""), shape)).toEqual({ changes: [], faults: [] });
  });
  // prettier-ignore
  test.each<[string, ReadCell[][], object]>([
    ["without its first row", written().slice(2), { code: "no_header", place: "A1" }],
    ["with a column of its own", changedAt(0, 7, "FY2027-M01"), { code: "unknown_column", place: "H1", value: "FY2027-M01" }],
    ["with a code of nobody", changedAt(3, 0, "p7"), { code: "unknown_code", place: "A4", value: "p7" }],
    ["with a code twice", changedAt(4, 0, "p1"), { code: "repeated_code", place: "A5", value: "p1" }],
    ["with text for a number", changedAt(3, 6, "n/a"), { code: "no_number", place: "G4", value: "n/a" }],
    ["with too many decimals", changedAt(3, 6, 1.234), { code: "no_number", place: "G4" }],
    ["with the plan's own total", changedAt(2, 5, 600), { code: "top_year", place: "F3" }],
  ])("%s names the place and is not applied", (_, sheet, expected) => {
    expect(readGrid(sheet, shape).faults).toContainEqual(expect.objectContaining(expected));
  });
  test("whose row was changed after the export is refused there", () => {
    const old = changedAt(3, 6, 150).map((cells, at) => (at === 3 ? cells.with(4, 2) : cells));
    expect(readGrid(old, shape).faults).toMatchObject([
      { code: "moved_row", place: "E4", value: "2" },
    ]);
  });
  test("sets no month of a row that has none", () => {
    const none = { ...shape, lines: linesOf([must(items[0]), item("p1", "s-u1", null)], "") };
    expect(readGrid(changedAt(3, 6, 5).slice(0, 4), none).faults).toContainEqual(
      expect.objectContaining({ code: "no_months", place: "G4" }),
    );
  });
  test("counts its columns as a spreadsheet does", () => {
    expect([
      placeOf(0, 0),
      placeOf(6, 25),
      placeOf(6, 26),
      placeOf(9, 701),
      placeOf(9, 702),
    ]).toEqual([...["A1", "Z7", "AA7", "ZZ10", "AAA10"]]);
  });
});
