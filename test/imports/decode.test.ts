// Goal: bytes become text only when that is certain, and every refusal names a remedy.
import { describe, expect, test } from "vitest";
import { BYTES_MAX, decode } from "../../workers/imports/decode.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...all: number[]) => new Uint8Array(all);
/** 姓名,金额⏎ 张三,12⏎ in GB18030, by hand: Node has no encoder for it. */
// prettier-ignore
const GB = bytes(
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a,
  0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x32, 0x0a,
);
const utf16 = (text: string, mark: boolean) => {
  const units = `${mark ? "\ufeff" : ""}${text}`.split("").map((at) => at.charCodeAt(0));
  return bytes(...units.flatMap((unit) => [unit & 255, unit >> 8]));
};

describe("decode", () => {
  test.each([
    ["UTF-8", utf8("姓名,金额"), "utf-8", "姓名,金额"],
    ["UTF-8 with a mark, which is dropped", utf8("\ufeff姓名"), "utf-8-bom", "姓名"],
    ["plain ASCII as UTF-8", utf8("name,amount"), "utf-8", "name,amount"],
    ["GB18030", GB, "gb18030", "姓名,金额\n张三,12\n"],
    [
      "a four-byte GB18030 letter (㐀) among common ones",
      bytes(...GB, 0x81, 0x39, 0xee, 0x39),
      "gb18030",
      "姓名,金额\n张三,12\n㐀",
    ],
    ["UTF-16 by its mark", utf16("姓名,12\n", true), "utf-16", "姓名,12\n"],
    ["UTF-16 the other way round", bytes(0xfe, 0xff, 0x59, 0xd3, 0, 0x2c), "utf-16", "姓,"],
    ["the famous 联通 as GB18030, not as UTF-8", bytes(0xc1, 0xaa, 0xcd, 0xa8), "gb18030", "联通"],
  ])("reads %s", (_, input, encoding, text) => {
    expect(decode(input)).toEqual({ ok: true, value: { text, encoding } });
  });

  test.each([
    ["an empty file", bytes(), "import/file_empty"],
    ["UTF-16 without a mark", utf16("name,amount", false), "import/encoding_utf16"],
    ["half a letter of UTF-16", bytes(0xff, 0xfe, 0x41), "import/encoding_unknown"],
    ["an XLSX workbook", bytes(0x50, 0x4b, 3, 4, 0, 0), "import/file_is_spreadsheet"],
    ["an XLS workbook", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "import/file_is_spreadsheet"],
    [
      "Western single-byte text",
      bytes(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x2c, 0x31),
      "import/encoding_unknown",
    ],
    ["bytes of no encoding", bytes(0x41, 0xff, 0xff, 0xff, 0x42, 0x80), "import/encoding_unknown"],
    ["more than 32 MB", new Uint8Array(BYTES_MAX + 1).fill(65), "import/file_too_large"],
  ])("refuses %s with a remedy in both languages", (_, input, code) => {
    const result = decode(input);
    expect(result.ok ? null : result.error.code).toBe(code);
    expect(result.ok ? "" : result.error.messages.zh).toMatch(/请/);
    expect(result.ok ? "" : result.error.messages.en).toMatch(/Choose|choose|Cut|Save|save/);
  });

  test("reads by the chosen encoding even where it would not be found", () => {
    const result = decode(bytes(0x4d, 0xfc, 0x6c), "gb18030");
    expect(result.ok && result.value.encoding).toBe("gb18030");
    expect(decode(GB, "utf-8").ok).toBe(false);
  });
});
