import { useEffect, useMemo, useState } from "preact/hooks";
import { newId } from "../../workers/lib/id.ts";
import type { listScreens, pairScreen, revokeScreen } from "../../workers/boards/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api, messageOf, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { resource } from "../ui/resource.ts";
import { EmptyState, ErrorState } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";

type Screen = AnswerOf<typeof listScreens>["items"][number];
const CODE = /^[A-Z0-9]{6}$/;

function address(): string {
  return `${location.host}/tv`;
}

type PairProps = { readonly boardId: string; readonly onClose: () => void };

/** The code that the television shows; the sixth character sends it. */
export function PairDialog({ boardId, onClose }: PairProps) {
  const w = words("boards").pair;
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function pair(typed: string) {
    setBusy(true);
    const id = newId<"screen">(nowMs.peek());
    const body = { id, code: typed, name: w.defaultName };
    const answer = await api<typeof pairScreen>("POST", "/boards/:boardId/screens", {
      params: { boardId },
      body,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.done);
    onClose();
  }
  function type(text: string) {
    const typed = text
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, "")
      .slice(0, 6);
    setCode(typed);
    setProblem(null);
    if (CODE.test(typed) && !busy) void pair(typed);
  }
  return (
    <Dialog
      open
      title={w.title}
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          busy={busy}
          disabled={!CODE.test(code)}
          onClick={() => void pair(code)}
        >
          {w.submit}
        </Button>
      }
    >
      <div class="stack pair-code">
        <p>{w.lead(address())}</p>
        <Field
          label={w.code}
          value={code}
          onInput={type}
          error={problem ? messageOf(problem, language.value) : null}
          size="l"
          autoFocus
          autocomplete="off"
          placeholder="······"
        />
      </div>
    </Dialog>
  );
}

/** Every television that may look, and the way to take one off. */
export function Screens() {
  const w = words("boards").screens;
  const list = useMemo(() => resource(() => api<typeof listScreens>("GET", "/screens")), []);
  const [ending, setEnding] = useState<Screen | null>(null);
  useEffect(() => void list.load(), []);
  const columns: Column<Screen>[] = [
    { id: "name", head: w.name, names: true, cell: ({ name }) => name },
    {
      id: "board",
      head: w.board,
      cell: ({ board, boardName }) => <a href={`/boards/${board}`}>{boardName}</a>,
    },
    { id: "at", head: w.pairedAt, cell: ({ pairedAt }) => moment(pairedAt) },
    {
      id: "end",
      head: "",
      cell: (screen) => (
        <Button size="s" kind="quiet" onClick={() => setEnding(screen)}>
          {w.revoke}
        </Button>
      ),
    },
  ];
  return (
    <div class="stack">
      <p class="muted">{w.lead}</p>
      <p>
        {w.address}: <code>{address()}</code>
      </p>
      <When of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w.empty} icon="screen" />
          ) : (
            <Table caption={w.caption} columns={columns} rows={items} rowKey={({ id }) => id} />
          )
        }
      </When>
      {ending && (
        <Revoke
          of={ending}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null);
            void list.load();
          }}
        />
      )}
    </div>
  );
}

type RevokeProps = {
  readonly of: Screen;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

function Revoke({ of, onClose, onDone }: RevokeProps) {
  const w = words("boards").screens;
  const [problem, setProblem] = useState<Problem | null>(null);
  async function revoke() {
    const params = { screenId: of.id };
    const answer = await api<typeof revokeScreen>("DELETE", "/screens/:screenId", { params });
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.revoked);
    onDone();
  }
  return (
    <Dialog
      open
      title={w.revokeTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.keep}</Button>
          <Button kind="danger" onClick={() => void revoke()}>
            {w.revoke}
          </Button>
        </>
      }
    >
      {problem && <ErrorState problem={problem} inline />}
      <p>{w.revokeText(of.name)}</p>
    </Dialog>
  );
}
