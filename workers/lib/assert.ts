/** Thrown when code, not input, is wrong. It becomes a 500 that names nothing but the request. */
export function assert(condition: boolean, whatMustHold: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${whatMustHold}`);
}

/** Closes a switch over a union: a new member stops compiling here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

/** The value, where its absence would be a bug of ours. */
export function must<T>(value: T | null | undefined, whatMustHold = "a value is present"): T {
  assert(value !== null && value !== undefined, whatMustHold);
  return value;
}
