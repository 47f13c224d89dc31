import { useEffect, useMemo, useState } from "preact/hooks";
import type { listNotices } from "../../workers/notices/contract.ts";
import { api } from "../api.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { resource } from "../ui/resource.ts";
import { Badge } from "../ui/state.tsx";
import "./notices.css";

/** On the first page: what waits for the reader, the most urgent first; nothing where nothing does. */
export function WaitingList() {
  const list = useMemo(() => resource(() => api<typeof listNotices>("GET", "/notices")), []);
  const [hasWords, setWords] = useState(false);
  useEffect(() => {
    void list.load();
    void loadWords(["notices"]).then(() => setWords(true));
  }, []);
  const now = list.value.value;
  if (!hasWords || now.state !== "ready" || now.body.items.length === 0) return null;
  const w = words("notices");
  const { items } = now.body;
  return (
    <Card title={w.waiting}>
      <ul class="waiting">
        {items.map(({ kind, urgency, text, path, sample }) => (
          <li key={`${kind}${path}`} class={urgency === "must" ? "waiting-must" : undefined}>
            <Icon name={ICONS[urgency]} />
            <span>
              {text[language.value]} {sample && <Badge>{w.sample}</Badge>}
            </span>
            <ButtonLink size="s" href={path} label={`${w.go(kind)}: ${text[language.value]}`}>
              {w.go(kind)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const ICONS = { must: "inbox", money: "file", digest: "clock" } as const;
