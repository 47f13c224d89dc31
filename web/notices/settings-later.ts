import { loadWords } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";

/** Own mails, fetched with its words when its tab is opened. */
export const NoticeSettings = later<object>(async () => {
  const [part] = await Promise.all([import("./settings.tsx"), loadWords(["notices"])]);
  return part.NoticeSettings;
});
