// The text of a PDF that Chromium printed, by its fonts' own ToUnicode tables: what a reader of the
// file finds and copies. Glyphs without such a table give no text, as in a scan.
import { inflateSync } from "node:zlib";

type PdfObject = { readonly head: string; readonly body: string };
type Font = {
  /** Hex digits of one code: Type 3 fonts take one byte, the others two. */
  readonly digits: number;
  readonly said: ReadonlyMap<number, string>;
};

/** All text, page by page, in the order in which it was drawn. */
export function textOf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, Font>();
  for (const [id, { head }] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    const digits = head.includes("/Type3") ? 2 : 4;
    if (table) fonts.set(id, { digits, said: unicodeOf(objects.get(table)?.body ?? "") });
  }
  return [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
    .map((page) => pageText(page, objects, fonts))
    .join("\n");
}

function pageText(
  { head }: PdfObject,
  objects: ReadonlyMap<string, PdfObject>,
  fonts: ReadonlyMap<string, Font>,
): string {
  const named = new Map(
    [...fontsOf(head, objects).matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, id]) => [name, id]),
  );
  const contents = /\/Contents (?:(\d+) 0 R|\[([^\]]*)\])/.exec(head);
  const ids = contents?.[1]
    ? [contents[1]]
    : [...(contents?.[2] ?? "").matchAll(/(\d+) 0 R/g)].map(([, id]) => id ?? "");
  let font: Font | undefined;
  let text = "";
  for (const id of ids)
    for (const [, name, hex] of (objects.get(id)?.body ?? "").matchAll(
      /\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g,
    )) {
      if (name) font = fonts.get(named.get(name) ?? "");
      else if (hex && font) text += decoded(hex, font);
    }
  return text;
}

function decoded(hex: string, { digits, said }: Font): string {
  const codes = hex.match(new RegExp(`.{${digits}}`, "g")) ?? [];
  return codes.map((code) => said.get(parseInt(code, 16)) ?? "").join("");
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const found of pdf.toString("latin1").matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)) {
    const [, id = "", whole = ""] = found;
    const at = whole.indexOf("stream");
    if (at < 0) {
      objects.set(id, { head: whole, body: "" });
      continue;
    }
    const head = whole.slice(0, at);
    const from = whole.startsWith("stream\r\n", at) ? at + 8 : at + 7;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = Buffer.from(whole.slice(from, from + length), "latin1");
    const body = head.includes("/FlateDecode") && length > 0 ? inflateSync(bytes) : bytes;
    objects.set(id, { head, body: body.toString("latin1") });
  }
  return objects;
}

function fontsOf(page: string, objects: ReadonlyMap<string, PdfObject>): string {
  const own = /\/Font\s*<<([^>]*)>>/.exec(page)?.[1];
  if (own) return own;
  const shared = /\/Resources (\d+) 0 R/.exec(page)?.[1] ?? "";
  return /\/Font\s*<<([^>]*)>>/.exec(objects.get(shared)?.head ?? "")?.[1] ?? "";
}

/** Codes of a font to what they mean. */
function unicodeOf(table: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  const said = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, body = ""] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = "", to = ""] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      map.set(parseInt(code, 16), said(to));
  for (const [, body = ""] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", until = "", to = ""] of body.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g,
    ))
      for (let code = parseInt(from, 16); code <= parseInt(until, 16); code += 1)
        map.set(code, String.fromCodePoint(parseInt(to, 16) + code - parseInt(from, 16)));
  return map;
}
