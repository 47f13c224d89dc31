/** One line of the bench: what is measured, how it came out, and the bar it is held against. */
export type Figure = {
  /** The bar's number in the specification of speed: P1, P2, … */
  readonly id: `P${number}`;
  readonly name: string;
  readonly measured: string;
  readonly bar: string;
  readonly verdict: "pass" | "short" | "not measured";
};

export function verdict(holds: boolean): Figure["verdict"] {
  return holds ? "pass" : "short";
}

/** What could not be measured here, and why: never silently left out. */
export function notMeasured(id: Figure["id"], name: string, why: string, bar: string): Figure {
  return { id, name, measured: why, bar, verdict: "not measured" };
}

export function line({ id, name, measured, bar, verdict }: Figure): string {
  return `${id.padEnd(4)}${name.padEnd(66)} ${measured.padEnd(30)} bar ${bar.padEnd(22)} ${verdict}`;
}
