/** One figure that a commit moved, as boards need it. Amounts are at the metric's scale. */
export type MovedRow = {
  readonly person: string;
  readonly metric: string;
  readonly on: string;
  readonly amount: string;
  readonly currency: string;
  /** It counts for the person and for no unit: an overlay or override credit. */
  readonly beside?: true;
};

/**
 * What a commit says to those who watch. Lost, doubled or late, it can only mean that there is
 * something to read: its number says whether the rows may be applied as they are.
 */
export type Notice = {
  readonly tenant: string;
  readonly seq: number;
  /** When it was committed, ms: the age of what is shown. */
  readonly at: number;
  readonly event: string;
  readonly rows: readonly MovedRow[];
};
