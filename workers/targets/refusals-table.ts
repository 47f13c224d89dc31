import type { Refusals } from "../lib/refusals.ts";

/** What a two-way table and a metric that does not add up refuse, each naming place and remedy. */
export const tableRefusals = {
  "allocation/contradiction_columns": {
    status: 422,
    en: "{rows} bring {missing} more than {columns} can take, and nothing else is open to them. Raise those columns, lower those rows, open another column, or leave the gap visible.",
    zh: "{rows} 的合计比 {columns} 能容纳的多 {missing}，且没有其他列可用。请提高这些列的合计、降低这些行的合计、再开放一列，或保留可见的缺口。",
  },
  "allocation/contradiction_rows": {
    status: 422,
    en: "{columns} ask for {missing} more than {rows} can bring, and nobody else is open to them. Lower those columns, raise those rows, open them to somebody else, or leave the gap visible.",
    zh: "{columns} 需要的比 {rows} 能提供的多 {missing}，且没有其他行可用。请降低这些列的合计、提高这些行的合计、让其他人参与，或保留可见的缺口。",
  },
  "allocation/margins_differ": {
    status: 422,
    en: "The rows sum to {rows} and the columns to {columns}, {difference} apart. Both must have the same sum.",
    zh: "各行合计 {rows}，各列合计 {columns}，相差 {difference}。两者必须相等。",
  },
  "allocation/mixed_signs": {
    status: 422,
    en: "{where} is {value}: totals of one table are all at or above 0, or all at or below.",
    zh: "{where} 为 {value}：同一张表的合计必须全部不小于 0，或全部不大于 0。",
  },
  "allocation/off_granule": {
    status: 422,
    en: "{where} is {value}, which is not whole granules of {granularity}. Change it, or use a granularity of {offer}.",
    zh: "{where} 为 {value}，不是 {granularity} 的整数倍。请修改，或改用取整单位 {offer}。",
  },
  "allocation/curve_length": {
    status: 422,
    en: "The curve of {recipient} has {value} numbers, but the table has {columns} columns.",
    zh: "{recipient} 的曲线有 {value} 个数，而表有 {columns} 列。",
  },
  "allocation/unknown_column": {
    status: 422,
    en: "{recipient} has a locked cell in {value}, which is no column of this table.",
    zh: "{recipient} 锁定了 {value}，但表中没有这一列。",
  },
  "allocation/table_too_large": {
    status: 422,
    en: "The table has {value} cells; this tool takes at most {most}. Share it out in parts.",
    zh: "表有 {value} 个单元格，此工具最多 {most} 个。请分几次计算。",
  },
} as const satisfies Refusals;
