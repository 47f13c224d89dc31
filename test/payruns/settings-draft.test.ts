// Goal: the pay settings on screen send what was changed and nothing else, and say before the server does
// what cannot be saved.
import { describe, expect, test } from "vitest";
import { parseRate } from "../../workers/lib/rate.ts";
import { FIELDS } from "../../workers/payruns/settings.ts";
import { paysettings } from "../../web/messages/zh/paysettings.ts";
import {
  changeOf,
  columnFlaw,
  type Draft,
  isChanged,
  isSound,
  movedColumn,
  type PayColumn,
  withColumn,
  withoutColumn,
} from "../../web/payruns/settings-draft.ts";
import { partText } from "../../web/absences/part.ts";

const columns: PayColumn[] = [
  { field: "code", title: "ID" },
  { field: "pay", title: "Commission" },
  { field: "total", title: "Total" },
];
const held: Draft = {
  ...{ managersSeePay: false, onePersonApproval: false, disputeDays: 5, columns },
  eventMetrics: { order: null, signing: null, invoice: null, delivery: null, collection: null },
};

describe("pay settings on screen", () => {
  test("send what differs from what holds, and nothing else", () => {
    expect(changeOf(held, { ...held, columns: [...columns] })).toEqual({});
    expect(isChanged(held, held)).toBe(false);
    const eventMetrics = { ...held.eventMetrics, collection: "cash" };
    expect(changeOf(held, { ...held, onePersonApproval: true, eventMetrics })).toEqual({
      onePersonApproval: true,
      eventMetrics,
    });
    expect(Object.keys(changeOf(held, { ...held, disputeDays: 9 }))).toEqual(["disputeDays"]);
    expect(Object.keys(changeOf(held, { ...held, managersSeePay: true }))).toEqual([
      "managersSeePay",
    ]);
    expect(isChanged(held, { ...held, columns: withoutColumn(columns, 2) })).toBe(true);
  });

  test("move, change and drop columns, each alone", () => {
    const titles = (of: readonly PayColumn[]) => of.map(({ title }) => title);
    expect(titles(movedColumn(columns, 0, 1))).toEqual(["Commission", "ID", "Total"]);
    expect(titles(movedColumn(columns, 2, -1))).toEqual(["ID", "Total", "Commission"]);
    expect(movedColumn(columns, 0, -1)).toEqual(columns);
    expect(movedColumn(columns, 2, 1)).toEqual(columns);
    expect(withColumn(columns, 1, { field: "payable" })[1]).toEqual({
      ...{ field: "payable", title: "Commission" },
    });
    expect(titles(withoutColumn(columns, 1))).toEqual(["ID", "Total"]);
  });

  test("are refused with a title that is missing or there twice, and with no answer in time", () => {
    const twice = withColumn(columns, 2, { title: " ID " });
    expect(twice.map((_, at) => columnFlaw(twice, at))).toEqual([null, null, "twice"]);
    expect(columnFlaw(withColumn(columns, 0, { title: "  " }), 0)).toBe("empty");
    expect(isSound(held)).toBe(true);
    expect(isSound({ ...held, columns: twice })).toBe(false);
    expect(isSound({ ...held, columns: [] })).toBe(false);
    const days = (disputeDays: number) => isSound({ ...held, disputeDays });
    expect([0, 1, 60, 61, 2.5, Number.NaN].map(days)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("name every field of a statement", () => {
    expect(Object.keys(paysettings.columns.fields).sort()).toEqual([...FIELDS].sort());
  });

  // prettier-ignore
  test.each([
    ["50", "50%"], [" 33.5 % ", "33.5%"], ["100", "100%"], ["0", "0%"], ["100.0", "100.0%"],
    ["101", null], ["100.1", null], ["-1", null], ["", null], ["half", null],
  ])("read %j as the part that stays", (typed, stored) => {
    expect(partText(typed)).toBe(stored);
    if (stored !== null) expect(parseRate(stored)).not.toBeNull();
  });
});
