/**
 * Peers of the incentive engine: the bench's plan as one would write it by hand, each credit walking
 * its person's tiers of the month with a pay of its own, and the month rounded once. In typed arrays,
 * in decimal.js and as a sheet of HyperFormula.
 */
export const PEOPLE = 100;
export const MONTHS = 12;

export type Rows = {
  readonly person: Int32Array;
  readonly month: Int32Array;
  readonly fen: Float64Array;
};

export function seeded(credits: number): Rows {
  const rows = {
    person: new Int32Array(credits),
    month: new Int32Array(credits),
    fen: new Float64Array(credits),
  };
  let state = 20_261_121;
  for (let at = 0; at < credits; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    rows.person[at] = at % PEOPLE;
    rows.month[at] = state % MONTHS;
    // Months of one to two million yuan, so that every tier is met.
    rows.fen[at] = 1_000 + (state % Math.floor(300_000_000_000 / credits));
  }
  return rows;
}

const FIRST = 50_000_000;
const SECOND = 100_000_000;

/** 5 % up to 500,000 yuan, 8 % up to a million, 10 % above: hundredths of a fen up to a point. */
function upTo(at: number): number {
  if (at <= FIRST) return at * 5;
  return at <= SECOND ? FIRST * 5 + (at - FIRST) * 8 : FIRST * 5 + FIRST * 8 + (at - SECOND) * 10;
}

/** The hand-written loop. */
export function loop({ person, month, fen }: Rows): number {
  const size = fen.length;
  const climbed = new Float64Array(PEOPLE * MONTHS);
  const pays = new Float64Array(PEOPLE * MONTHS);
  const own = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const cell = (person[at] ?? 0) * MONTHS + (month[at] ?? 0);
    const from = climbed[cell] ?? 0;
    const to = from + (fen[at] ?? 0);
    const pay = upTo(to) - upTo(from);
    climbed[cell] = to;
    own[at] = pay;
    pays[cell] = (pays[cell] ?? 0) + pay;
  }
  let all = 0;
  for (const pay of pays) all += Math.floor((pay + 50) / 100);
  return all;
}

type Decimal = {
  plus(other: Decimal | number): Decimal;
  times(by: number): Decimal;
  minus(by: Decimal | number): Decimal;
  lte(other: number): boolean;
  div(by: number): Decimal;
  round(): Decimal;
  toNumber(): number;
};
export type DecimalClass = new (value: number) => Decimal;

/** The same walk with every sum a decimal. */
export function withDecimal(decimal: DecimalClass, { person, month, fen }: Rows): number {
  const [zero, first, second] = [new decimal(0), new decimal(FIRST), new decimal(SECOND)];
  const below = first.times(5);
  const middle = below.plus(second.minus(first).times(8));
  const payUpTo = (at: Decimal): Decimal => {
    if (at.lte(FIRST)) return at.times(5);
    if (at.lte(SECOND)) return below.plus(at.minus(first).times(8));
    return middle.plus(at.minus(second).times(10));
  };
  const climbed = Array.from({ length: PEOPLE * MONTHS }, () => zero);
  const pays = Array.from({ length: PEOPLE * MONTHS }, () => zero);
  const own: Decimal[] = [];
  for (let at = 0; at < fen.length; at += 1) {
    const cell = (person[at] ?? 0) * MONTHS + (month[at] ?? 0);
    const from = climbed[cell] ?? zero;
    const to = from.plus(fen[at] ?? 0);
    const pay = payUpTo(to).minus(payUpTo(from));
    climbed[cell] = to;
    own.push(pay);
    pays[cell] = (pays[cell] ?? zero).plus(pay);
  }
  return pays.reduce((all, pay) => all + pay.div(100).round().toNumber(), 0);
}

export type Sheets = {
  buildFromArray(
    sheet: readonly (readonly (number | string)[])[],
    options: { readonly licenseKey: string },
  ): { getCellValue(of: { sheet: number; col: number; row: number }): unknown; destroy(): void };
};

/** Rows by person and month: cell, fen, where it begins, where it ends, its pay, the month's so far. */
export function sheetOf({ person, month, fen }: Rows): (number | string)[][] {
  const order = Array.from(fen, (_, at) => at).sort(
    (a, b) => (person[a] ?? 0) - (person[b] ?? 0) || (month[a] ?? 0) - (month[b] ?? 0) || a - b,
  );
  const upToCell = (at: string) =>
    `MIN(${at},${FIRST})*5+MAX(MIN(${at},${SECOND})-${FIRST},0)*8+MAX(${at}-${SECOND},0)*10`;
  const lines = order.map((at, index): (number | string)[] => {
    const [row, before, next] = [index + 2, index + 1, index + 3];
    const isSame = `A${row}=A${before}`;
    return [
      (person[at] ?? 0) * MONTHS + (month[at] ?? 0),
      fen[at] ?? 0,
      `=IF(${isSame},D${before},0)`,
      `=C${row}+B${row}`,
      `=${upToCell(`D${row}`)}-(${upToCell(`C${row}`)})`,
      `=IF(${isSame},F${before},0)+E${row}`,
      `=IF(A${row}=A${next},0,ROUND(F${row}/100,0))`,
    ];
  });
  return [["", "", "", "", "", "", `=SUM(G2:G${lines.length + 1})`], ...lines];
}

export function withSheet(sheets: Sheets, rows: readonly (readonly (number | string)[])[]): number {
  // Free software under its own licence, of which the key says so; nothing of it is in the product.
  const made = sheets.buildFromArray(rows, { licenseKey: "gpl-v3" });
  const value = Number(made.getCellValue({ sheet: 0, col: 6, row: 0 }));
  made.destroy();
  return value;
}

/** Only this folder's own package has them, so that the first install of the product stays small. */
export async function decimalJs(): Promise<DecimalClass | null> {
  return (await peer<{ default: DecimalClass }>("decimal.js/decimal.mjs"))?.default ?? null;
}

export async function hyperFormula(): Promise<Sheets | null> {
  return (await peer<{ HyperFormula: Sheets }>("hyperformula/es/index.mjs"))?.HyperFormula ?? null;
}

async function peer<Module>(path: string): Promise<Module | null> {
  const name = new URL(`./node_modules/${path}`, import.meta.url).href;
  return await import(name).then(
    (module: Module) => module,
    () => null,
  );
}
