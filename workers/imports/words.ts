import { problem, type Field, type RowProblem, type Words } from "../lib/importable.ts";

/** A cell longer than this is not a cell of a table: the row is rejected. */
export const CELL_CHARS_MAX = 10_000;

export function blank(field: Field): RowProblem {
  return problem(field.name, "import/blank", "", {
    zh: `“${field.label.zh}”为空。请填写后重新导入。`,
    en: `${field.label.en} is blank. Fill it in and import the row again.`,
  });
}

export function faulty(field: Field, code: string, value: string): RowProblem {
  const words = CELL_WORDS[code] ?? (() => ({ zh: "", en: "" }));
  return problem(field.name, code, value, words(field));
}

const CELL_WORDS: Readonly<Record<string, (field: Field) => Words>> = {
  "import/not_a_day": ({ label }) => ({
    zh: `“${label.zh}”不是日期。请写成 2025-03-31 这样的格式。`,
    en: `${label.en} is not a date. Write it like 2025-03-31.`,
  }),
  "import/no_such_day": ({ label }) => ({
    zh: `“${label.zh}”这一天不存在。请检查日期，以及日、月、年的先后顺序。`,
    en: `${label.en} is a day that does not exist. Check it, and the order of day, month and year.`,
  }),
  "import/day_is_serial": ({ label }) => ({
    zh: `“${label.zh}”是 Excel 的日期序号。请在表格中把该列设为日期格式后再导出。`,
    en: `${label.en} is a spreadsheet's serial number. Format the column as a date and export it again.`,
  }),
  "import/not_a_number": ({ label }) => ({
    zh: `“${label.zh}”不是数字。请只写数字，例如 12345.60。`,
    en: `${label.en} is not a number. Write digits only, like 12345.60.`,
  }),
  "import/number_scientific": ({ label }) => ({
    zh: `“${label.zh}”是科学计数法，已丢失部分数字。请把该列设为数值格式后再导出。`,
    en: `${label.en} is in scientific notation, which has lost digits. Format the column as a number and export it again.`,
  }),
  "import/text_too_long": ({ label, charsMax }) => ({
    zh: `“${label.zh}”超过 ${charsMax} 个字符。请缩短。`,
    en: `${label.en} has more than ${charsMax} characters. Shorten it.`,
  }),
};

export function whole(code: string, value: string, messages: Words): RowProblem {
  return problem(null, code, value, messages);
}

export function repeated(key: string, first: number): RowProblem {
  return problem(null, "import/repeated_in_file", key, {
    zh: `与第 ${first} 行是同一个编号。请只保留一行。`,
    en: `Has the same id as row ${first}. Keep one of the two.`,
  });
}

export function tooMany(cells: number, columns: number): Words {
  return {
    zh: `这一行有 ${cells} 个单元格，应为 ${columns} 个。含分隔符的文字请用引号括起来。`,
    en: `The row has ${cells} cells, not ${columns}. Put text that holds the delimiter in quotes.`,
  };
}
export function tooFew(cells: number, columns: number): Words {
  return {
    zh: `这一行只有 ${cells} 个单元格，应为 ${columns} 个。请补全。`,
    en: `The row has ${cells} cells, not ${columns}. Complete it.`,
  };
}
export const UNBALANCED: Words = {
  zh: "这一行的引号不成对。请补上或去掉引号（引号本身要写成两个）。",
  en: "The quotes of this line do not balance. Close or remove them (a quote inside text is written twice).",
};
export const TOO_LONG: Words = {
  zh: `有单元格超过 ${CELL_CHARS_MAX} 个字符，可能缺少引号或换行。请检查这一行。`,
  en: `A cell has more than ${CELL_CHARS_MAX} characters: perhaps a quote or a newline is missing. Check the line.`,
};
export const NUL: Words = {
  zh: "这一行含有空字符（NUL），文件可能已损坏。请重新导出。",
  en: "The line holds NUL characters: the file may be damaged. Export it again.",
};
export const HEADER_AGAIN: Words = {
  zh: "这一行与标题行相同，可能是多个文件拼接而成。请删除这一行。",
  en: "The line repeats the header, as in files joined together. Remove it.",
};
