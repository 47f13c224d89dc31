import { useEffect, useMemo } from "preact/hooks";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { periodText } from "./given-list.tsx";
import { ownAwards } from "./model.ts";
import "./awards.css";

/** What the person was given; nothing where there is nothing. */
export function OwnAwards({ person }: { readonly person: string }) {
  const list = useMemo(() => ownAwards(person), [person]);
  useEffect(() => void list.load(), [list]);
  const now = list.value.value;
  const items = now.state === "ready" ? now.body.items : (now.last?.items ?? []);
  if (items.length === 0) return null;
  return (
    <Card title={words("awards").mine.title}>
      <ul class="awards-own">
        {items.map((each) => (
          <li key={each.id}>
            <span class="awards-mark" aria-hidden="true">
              <Icon name="boards" />
            </span>
            <span class="awards-who">
              <strong>{each.title[language.value]}</strong>
              <span class="small muted">
                {periodText(each)} · {each.gives[language.value]}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
