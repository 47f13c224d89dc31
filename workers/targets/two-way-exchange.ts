/** Rows are counted in these bits of a key; above them stands the cost. */
const ROWS_MAX = 2 ** 21;

/**
 * For every pair of columns the rows that could give up the one and take the other, the cheapest
 * first. Entries that no longer hold are dropped when they come up: `holds` says so.
 */
export type Exchanges = {
  readonly offer: (from: number, to: number, row: number, cost: number) => void;
  /** The cheapest row that still holds, with its cost; null when none is left. */
  readonly best: (
    from: number,
    to: number,
  ) => { readonly row: number; readonly cost: number } | null;
};

export function exchanges(
  width: number,
  holds: (from: number, to: number, row: number) => boolean,
): Exchanges {
  const queues: number[][] = Array.from({ length: width * width }, () => []);
  return {
    offer: (from, to, row, cost) => push(queues[from * width + to] ?? [], key(row, cost)),
    best: (from, to) => {
      const queue = queues[from * width + to] ?? [];
      for (let top = queue[0]; top !== undefined; top = queue[0]) {
        const row = top % ROWS_MAX;
        if (holds(from, to, row)) return { row, cost: Math.floor(top / ROWS_MAX) - ROWS_MAX };
        pop(queue);
      }
      return null;
    },
  };
}

/** Ordered by cost, then by row; a cost lies between -2^21 and 2^21, so the key is a safe integer. */
function key(row: number, cost: number): number {
  return (cost + ROWS_MAX) * ROWS_MAX + row;
}

function push(queue: number[], entry: number): void {
  let at = queue.length;
  queue.push(entry);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = queue[above] ?? 0;
    if (parent <= entry) break;
    queue[at] = parent;
    at = above;
  }
  queue[at] = entry;
}

function pop(queue: number[]): void {
  const last = queue.pop();
  if (last === undefined || queue.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= queue.length) break;
    if (below + 1 < queue.length && (queue[below + 1] ?? 0) < (queue[below] ?? 0)) below += 1;
    const child = queue[below] ?? 0;
    if (child >= last) break;
    queue[at] = child;
    at = below;
  }
  queue[at] = last;
}
