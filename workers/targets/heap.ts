import { must } from "../lib/assert.ts";

/** A binary heap: `pop` gives the row that `compare` puts first. */
export function heap<Row>(compare: (a: Row, b: Row) => number) {
  const rows: Row[] = [];
  const at = (index: number) => must(rows[index]);
  const swap = (a: number, b: number) => {
    const kept = at(a);
    rows[a] = at(b);
    rows[b] = kept;
  };
  function rise(from: number) {
    for (let child = from; child > 0;) {
      const parent = (child - 1) >> 1;
      if (compare(at(parent), at(child)) <= 0) return;
      swap(parent, child);
      child = parent;
    }
  }
  function sink() {
    for (let parent = 0; ;) {
      let first = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < rows.length && compare(at(child), at(first)) < 0) first = child;
      }
      if (first === parent) return;
      swap(first, parent);
      parent = first;
    }
  }
  return {
    push(row: Row) {
      rows.push(row);
      rise(rows.length - 1);
    },
    peek: (): Row | undefined => rows[0],
    pop(): Row | undefined {
      const first = rows[0];
      const last = rows.pop();
      if (rows.length > 0 && last !== undefined) {
        rows[0] = last;
        sink();
      }
      return first;
    },
  };
}
