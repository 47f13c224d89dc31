const SHORT = /^([0-9]+(?:\.[0-9]+)?)(万|亿|k|m)?$/i;
const ZEROS: Readonly<Record<string, number>> = { 万: 4, 亿: 8, k: 3, m: 6 };

/** What people type ("300万", "3,000,000", "3.2m") as a plain decimal; null when it is no number. */
export function plainAmount(text: string): string | null {
  const bare = text.normalize("NFKC").replace(/[,\s]/g, "");
  const parts = SHORT.exec(bare);
  if (!parts) return null;
  const [, number = "", unit = ""] = parts;
  const places = ZEROS[unit.toLowerCase()] ?? 0;
  const [whole = "", part = ""] = number.split(".");
  const moved = part.padEnd(places, "0");
  const rest = moved.slice(places).replace(/0+$/, "");
  const digits = `${whole}${moved.slice(0, places)}`.replace(/^0+(?=\d)/, "");
  return rest === "" ? digits : `${digits}.${rest}`;
}
