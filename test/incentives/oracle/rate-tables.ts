// A rate of all, or of each credit by its own dimensions and measures.
import type { Of, Sale } from "./case.ts";
import { type Asked, lessened, salesOf } from "./components.ts";
import { wholeBase } from "./figures.ts";
import { compare, mul, type Q, read, sum, ZERO } from "./fraction.ts";

type Table = Extract<Of<"flat">["rate"], { table: unknown }>["table"];

/** What the negative rule leaves of the base, times the rate: of all of it, or each credit's own. */
export function flatPay(component: Of<"flat">, at: Asked): Q {
  const { rate } = component;
  const left = lessened(component, at);
  if (typeof rate === "string") return mul(sum(left), read(rate));
  if (!("table" in rate)) throw new Error("the oracle derives no rate");
  if (left.length === 0) return ZERO;
  return sum(
    salesOf(component, at).map((sale, place) =>
      mul(left[place] ?? ZERO, rateFor(rate.table, sale, at)),
    ),
  );
}

function rateFor({ axes, rows, otherwise }: Table, sale: Sale, { of }: Asked): Q {
  const row = rows.find((each) =>
    each.at.every((cell, place) => {
      const axis = axes[place];
      if (!axis) return false;
      if ("dimension" in axis) return sale.dimensions[axis.dimension] === cell;
      if (typeof cell === "string") return false;
      const value = wholeBase(of, sale, axis.measure);
      const isFrom = cell.from === null || compare(value, read(cell.from)) >= 0;
      return isFrom && (cell.until === null || compare(value, read(cell.until)) < 0);
    }),
  );
  return read(row?.value ?? otherwise);
}
