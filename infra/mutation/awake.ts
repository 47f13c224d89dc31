// What instrumented code calls. One mutant is awake at a time; -1 is none, and then what is reached
// is written down.
const reached = new Set<number>();
let awake = -1;

export const mutation = {
  wake(id: number): void {
    awake = id;
  },
  /** The mutants that the code has come by since the last call. */
  reached(): number[] {
    const ids = [...reached];
    reached.clear();
    return ids;
  },
};

const is = (id: number): boolean => {
  if (awake === -1) reached.add(id);
  return awake === id;
};

type Count = number & bigint;
/** Operands are what the source says they are; only the operator changes. */
function calculated(operator: string, a: Count, b: Count): unknown {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "===":
      return a === b;
    default:
      return a !== b;
  }
}

Object.assign(globalThis, {
  $m: {
    b: (id: number, was: string, to: string, a: Count, b: Count) =>
      calculated(is(id) ? to : was, a, b),
    l: (id: number, was: string, to: string, a: unknown, b: () => unknown) =>
      (is(id) ? to : was) === "and" ? a && b() : a || b(),
    v: (id: number, was: unknown, to: unknown) => (is(id) ? to : was),
    n: (id: number, test: unknown) => (is(id) ? !test : test),
  },
});
