import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { newestThread, type Waiting } from "./newest.ts";

type Answering = ComponentType<{ readonly round: string; readonly subject: string }>;

/**
 * The number under negotiation above the figures, while its round is open. Only then the code that
 * answers it is fetched: who has nothing to answer loads nothing of it.
 */
export function Proposal({ subject }: { readonly subject: string }) {
  const [found, setFound] = useState<Waiting | null>(null);
  const [Answer, setAnswer] = useState<Answering | null>(null);
  useEffect(() => {
    let late = false;
    void newestThread(subject).then(async (thread) => {
      if (late || thread?.round.state !== "open") return;
      const { loadAnswer } = await import("./answer.tsx");
      const Part = await loadAnswer();
      if (late) return;
      setFound(thread);
      setAnswer(() => Part);
    });
    return () => {
      late = true;
    };
  }, [subject]);
  return found && Answer && <Answer round={found.round.id} subject={subject} />;
}
