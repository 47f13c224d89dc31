import { language } from "../messages/language.ts";

/** In the reader's language where there is such a name. */
export function nameOf({ name, nameEn }: { name: string; nameEn: string | null }): string {
  return language.value === "en" && nameEn ? nameEn : name;
}
