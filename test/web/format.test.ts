// Goal: a shown figure is the stored one, rounded once and never in binary floating point. The table
// holds what a reader would check with a pocket calculator, the properties what nobody would.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  age,
  currencySign,
  day,
  dayAt,
  exact,
  exactMoney,
  money,
  percent,
  short,
} from "../../web/format.ts";

const SEED = 20261121;

describe("short", () => {
  // prettier-ignore
  test.each([
    ["0",                   "0",        "0"],
    ["0.00",                "0",        "0"],
    ["12.5",                "12.5",     "12.5"],
    ["999.99",              "999.99",   "999.99"],
    ["1000.00",             "1,000",    "1k"],
    ["9999.99",             "9,999.99", "10k"],
    ["12345.67",            "1.23万",   "12.35k"],
    ["123456",              "12.35万",  "123.5k"],
    ["1234567.89",          "123.5万",  "1.23m"],
    ["12345678",            "1,235万",  "12.35m"],
    ["99994999",            "9,999万",  "99.99m"],
    ["99999999",            "1亿",      "100m"],
    ["123456789012.34",     "1,235亿",  "123.5bn"],
    ["-1234567.89",         "−123.5万", "−1.23m"],
    ["0.004",               "0",        "0"],
    ["9007199254740993",    "90,071,993亿", "9,007,199bn"],
  ])("shows %s as %s and %s", (text, zh, en) => {
    expect([short(text, "zh"), short(text, "en")]).toEqual([zh, en]);
  });

  test("is never further from the stored figure than half of its last digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (units) => {
        const text = `${units / 100n}.${String(units % 100n).padStart(2, "0")}`;
        const shown = short(text, "zh");
        const power = shown.endsWith("亿") ? 8 : shown.endsWith("万") ? 4 : 0;
        const [whole = "", part = ""] = shown.replace(/[,万亿]/g, "").split(".");
        const back = BigInt(whole + part.padEnd(2, "0")) * 10n ** BigInt(power);
        const off = back > units ? back - units : units - back;
        const places = power === 0 ? 2 : whole.length >= 4 ? 0 : Math.min(2, 4 - whole.length);
        // One step of the last digit, in hundredths; half of it is the most that may be lost.
        const lastDigit = 10n ** BigInt(power + 2 - places);
        expect(off * 2n <= lastDigit).toBe(true);
      }),
      { seed: SEED },
    );
  });
});

describe("exact", () => {
  test("keeps every digit and groups the whole part", () => {
    expect(exact("1234567.80")).toBe("1,234,567.80");
    expect(exact("-9007199254740993.01")).toBe("−9,007,199,254,740,993.01");
    expect(exactMoney("-1234.50", "CNY")).toBe("−¥1,234.50");
  });

  test("reads back as what went in", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat({ max: 999 }), (whole, part) => {
        const text = `${whole}.${String(part).padStart(3, "0")}`;
        expect(exact(text).replaceAll(",", "").replace("−", "-")).toBe(text);
      }),
      { seed: SEED },
    );
  });

  test("gives back text that is no decimal", () => {
    expect(exact("–")).toBe("–");
  });
});

describe("percent", () => {
  // prettier-ignore
  test.each([
    ["0.84091", 1, "84.1%"],
    ["1",       1, "100.0%"],
    ["0.99999", 1, "99.9%"],
    ["1.00049", 1, "100.0%"],
    ["1.2345",  0, "123%"],
    ["0.08",    2, "8.00%"],
    ["-0.125",  1, "−12.5%"],
    ["0",       1, "0.0%"],
  ])("shows %s with %i places as %s", (text, places, shown) => {
    expect(percent(text, places)).toBe(shown);
  });

  test("never says 100 % of a target that is not reached", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat({ max: 3 }), (nines, places) => {
        expect(percent(`0.${"9".repeat(nines)}`, places)).not.toMatch(/^100/);
      }),
      { seed: SEED },
    );
  });

  test("shows what is not known as a dash", () => {
    expect(percent(null)).toBe("–");
  });
});

describe("money, days and ages", () => {
  test("puts the currency's sign before the figure and after the minus", () => {
    expect(money("-1234567.00", "CNY", "zh")).toBe("−¥123.5万");
    expect(money("950.00", "USD", "en")).toBe("$950");
    expect(money("950", null, "en")).toBe("950");
    expect(currencySign("EUR")).toBe("€");
  });

  test("writes a local date without moving it by a zone", () => {
    expect(day("2026-01-01", "long", "zh")).toBe("2026年1月1日");
    expect(day("2026-11-21", "short", "en")).toBe("Nov 21");
  });

  test("names the day of a moment where the reader is, not in Greenwich", () => {
    const zone = process.env["TZ"];
    const lateInGreenwich = Date.UTC(2026, 10, 21, 19, 46);
    process.env["TZ"] = "Asia/Shanghai";
    expect(dayAt(lateInGreenwich, "zh")).toBe("2026年11月22日");
    process.env["TZ"] = "America/New_York";
    expect(dayAt(lateInGreenwich, "zh")).toBe("2026年11月21日");
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  test("says how long ago in the largest whole unit", () => {
    const now = 1_800_000_000_000;
    expect(age(now - 30_000, now, "zh")).toBe("刚刚");
    expect(age(now - 30_000, now, "en")).toBe("just now");
    expect(age(now - 3 * 60_000, now, "zh")).toBe("3分钟前");
    expect(age(now - 2 * 3_600_000, now, "en")).toBe("2 hours ago");
    expect(age(now - 24 * 3_600_000, now, "en")).toBe("yesterday");
  });
});
