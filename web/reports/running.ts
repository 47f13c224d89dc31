import { loadWords } from "../messages/messages.ts";
import { later } from "./later.tsx";

/** Says that a file is being recorded while these figures are read; only who imports can see files. */
export const RunningNote = later<object>(async () => {
  const [part] = await Promise.all([import("../imports/running.tsx"), loadWords(["imports"])]);
  return part.RunningNote;
});
