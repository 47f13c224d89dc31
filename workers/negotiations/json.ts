/** Reads JSON that a write of this noun has stored: its shape is that write's. */
export function parseJson<Stored>(text: string): Stored {
  return JSON.parse(text) as Stored;
}
