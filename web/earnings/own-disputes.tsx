import { useEffect, useMemo, useState } from "preact/hooks";
import { DisputeDrawer } from "../disputes/drawer.tsx";
import { DisputeList } from "../disputes/list.tsx";
import { ownDisputes } from "../disputes/model.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";

/** What the person disputes, with what was answered; nothing where there is nothing. */
export function OwnDisputes({ person }: { readonly person: string }) {
  const list = useMemo(() => ownDisputes(person), [person]);
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => void list.load(), [list]);
  const now = list.value.value;
  const items = now.state === "ready" ? now.body.items : (now.last?.items ?? []);
  if (items.length === 0) return null;
  return (
    <Card title={words("earnings").disputes.title}>
      <DisputeList items={items} here={open} onOpen={setOpen} nameless />
      {open !== null && (
        <DisputeDrawer
          key={open}
          id={open}
          onMoved={() => void list.load()}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}
