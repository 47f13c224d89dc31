import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Note } from "../ui/state.tsx";
import { importList } from "./list-model.ts";
import { isMoving } from "./send.ts";

/** Beside figures: says that a file is being recorded and they are still moving. Nothing otherwise. */
export function RunningNote() {
  const list = useMemo(importList, []);
  useEffect(() => (may("imports.read") ? list.watch() : undefined), []);
  const now = list.all.value.value;
  const moving = now.state === "ready" ? now.body.items.filter(isMoving).length : 0;
  return moving === 0 ? null : (
    <Note tone="warn" icon="clock">
      {words("imports").running(moving)}
    </Note>
  );
}
