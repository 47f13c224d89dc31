// The way from a step to whoever answers for it: the parts of disputes, fetched after the statement.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { me } from "../auth/session.ts";
import type * as Disputes from "../disputes/question.tsx";
import type { StatementPage } from "./wire.ts";

type Parts = typeof Disputes;
const parts = signal<Parts | null>(null);

/** Fetches the parts once a statement is drawn. */
export function useQuestions(): void {
  useEffect(() => {
    void import("../disputes/question.tsx").then((loaded) => {
      parts.value = loaded;
    });
  }, []);
}

type Props = {
  readonly page: StatementPage;
  /** JSON pointer into the engine's statement. */
  readonly pointer: string;
  /** The step in words. */
  readonly about: string;
};

/** Beside a step of one's own statement; nobody questions another's. */
export function Question({ page, pointer, about }: Props) {
  const Here = parts.value?.QuestionButton;
  if (!Here || me().person !== page.person.id) return null;
  const { run, person, currency, hash } = page;
  const at = { run: run.id, person: person.id, currency, pointer, hash };
  return (
    <span class="no-print">
      <Here {...at} about={about} />
    </span>
  );
}

/** What is disputed on this statement. */
export function Questioned({ page }: { readonly page: StatementPage }) {
  const Here = parts.value?.DisputesOf;
  return Here ? (
    <div class="st-part no-print">
      <Here run={page.run.id} person={page.person.id} />
    </div>
  ) : null;
}
