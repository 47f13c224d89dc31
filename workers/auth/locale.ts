export type Locale = "zh" | "en";

/** The reader's language by Accept-Language; Chinese unless English stands first. */
export function localeOf(headers: Headers | null): Locale {
  const wanted = (headers?.get("accept-language") ?? "").trim().toLowerCase();
  return wanted.startsWith("en") ? "en" : "zh";
}
