import { add, div, least, most, mul, neg, type Q, read, sub } from "./fraction.ts";

/** Works a formula out while reading it: `amount - deal.freight`, `max(0, amount * 0.8)`. */
export function workedOut(text: string, measure: (name: string) => Q): Q {
  const tokens = text.match(/\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_.]*|[-+*/(),]/gu) ?? [];
  let at = 0;
  const next = () => tokens[at] ?? "";
  const take = () => tokens[at++] ?? "";

  function sums(): Q {
    let value = products();
    while (next() === "+" || next() === "-")
      value = take() === "+" ? add(value, products()) : sub(value, products());
    return value;
  }
  function products(): Q {
    let value = single();
    while (next() === "*" || next() === "/")
      value = take() === "*" ? mul(value, single()) : div(value, single());
    return value;
  }
  function single(): Q {
    const token = take();
    if (token === "-") return neg(single());
    if (token === "(") return closed(sums());
    if (token === "min" || token === "max") {
      take();
      let value = sums();
      while (next() === ",") {
        take();
        value = (token === "min" ? least : most)(value, sums());
      }
      return closed(value);
    }
    return /^\d/.test(token) ? read(token) : measure(token);
  }
  function closed(value: Q): Q {
    if (take() !== ")") throw new Error(`no closing bracket in ${text}`);
    return value;
  }
  return sums();
}
