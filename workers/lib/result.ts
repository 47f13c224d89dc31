/** An expected refusal is a value: the caller cannot overlook it. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | Err<E>;
export type Err<E> = { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<const E>(error: E): Err<E> {
  return { ok: false, error };
}
