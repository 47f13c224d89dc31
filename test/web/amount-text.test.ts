// Goal: an amount is read as people type it in either language, exactly, and what could mean two
// things is refused. The table holds what planners type; the property holds every form of one number.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainAmount, readAmount } from "../../web/amount-text.ts";

const read = (text: string) => {
  const amount = readAmount(text);
  return amount.ok ? `${amount.plain}${amount.rephrased ? " !" : ""}` : "refused";
};

describe("an amount", () => {
  // prettier-ignore
  test.each([
    ["12000", "12000"],              ["12000.50", "12000.5"],       ["150万", "1500000 !"],
    ["1.5m", "1500000 !"],           ["1.5M", "1500000 !"],           ["3k", "3000 !"],
    ["1.2亿", "120000000 !"],        ["1亿2000万", "120000000 !"],    ["2千万", "20000000 !"],
    ["300百万", "300000000 !"],      ["1.5bn", "1500000000 !"],       ["150w", "1500000 !"],
    ["1,200,000", "1200000 !"],      ["1，200，000", "1200000 !"],    ["1,0000", "10000 !"],
    ["1 200 000", "1200000 !"],      ["１２０万", "1200000 !"],       ["￥300", "300 !"],
    ["¥1,234.56", "1234.56 !"],      ["300元", "300 !"],              ["$1.5m", "1500000 !"],
    ["-5", "-5"],                    ["−5万", "-50000 !"],            ["+5", "5 !"],
    ["0.001万", "10 !"],             ["0.00001万", "0.1 !"],          ["007", "7"],
    ["0", "0"],                      ["-0", "0"],                   [".5", "0.5 !"],
    ["12.", "12 !"],                 [" 12 ", "12"],                  ["1 200万", "12000000 !"],
    ["", "refused"],                 ["万", "refused"],               ["1,5", "refused"],
    ["1,23,456", "refused"],         ["1万2亿", "refused"],           ["1万2万", "refused"],
    ["12 34", "refused"],            ["1.2.3", "refused"],            ["1e6", "refused"],
    ["twelve", "refused"],           ["1-2", "refused"],              ["12万,000", "refused"],
    ["0x10", "refused"],             ["--5", "refused"],              ["12%", "refused"],
  ])("%s is %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test("is the same in every form, exactly", () => {
    const units = [
      ["", 0],
      ["k", 3],
      ["千", 3],
      ["万", 4],
      ["m", 6],
      ["亿", 8],
      ["bn", 9],
    ] as const;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.constantFrom(...units),
        (n, [unit, power]) => {
          const digits = n.toString().padStart(power + 1, "0");
          const text =
            power === 0 ? digits : `${digits.slice(0, -power)}.${digits.slice(-power)}${unit}`;
          expect(plainAmount(text)).toBe(n.toString());
          const grouped = n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
          expect(plainAmount(grouped)).toBe(n.toString());
        },
      ),
      { seed: 80, numRuns: 2000 },
    );
  });

  test("that cannot be read goes on as it was typed, for the refusal to name it", () => {
    expect(plainAmount(" 1,5 ")).toBe("1,5");
  });
});
