import { useLocation } from "preact-iso/router";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { listBoards } from "../../workers/boards/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";
import { may } from "../auth/session.ts";
import { Define, type BoardOnList } from "../boards/define.tsx";
import { Screens } from "../boards/screens.tsx";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { classes } from "../ui/classes.ts";
import { resource, type Resource } from "../ui/resource.ts";
import { Badge, EmptyState } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import "../boards/boards.css";

type Listed = AnswerOf<typeof listBoards>;

/** All boards, and the televisions that show them. */
export function Boards() {
  const w = words("boards");
  const [tab, setTab] = useQuery("tab", "boards");
  const [making, setMaking] = useState(false);
  const { route } = useLocation();
  const list = useMemo(() => resource(() => api<typeof listBoards>("GET", "/boards")), []);
  useEffect(() => void list.load(), []);
  const create = may("boards.change") ? (
    <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>
      {w.create}
    </Button>
  ) : null;
  const parts = may("boards.screen") ? (["boards", "screens"] as const) : (["boards"] as const);
  return (
    <Page title={w.title} lead={w.lead} actions={create}>
      <Tabs
        label={w.title}
        tabs={parts.map((id) => ({ id, label: w.tabs[id] }))}
        value={tab}
        onChange={setTab}
      >
        {tab === "screens" ? <Screens /> : <List list={list} create={create} />}
      </Tabs>
      {making && (
        <Define
          of={null}
          onClose={() => setMaking(false)}
          onDone={({ id }) => {
            toast(w.form.made);
            route(`/boards/${id}`);
          }}
        />
      )}
    </Page>
  );
}

type ListProps = { readonly list: Resource<Listed>; readonly create: preact.ComponentChildren };

function List({ list, create }: ListProps) {
  const w = words("boards");
  return (
    <When of={list}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={w.empty} icon="boards" action={create} example={w.emptyExample}>
            {w.emptyText}
          </EmptyState>
        ) : (
          <ul class="board-list">
            {items.map((board) => (
              <Item key={board.id} board={board} />
            ))}
          </ul>
        )
      }
    </When>
  );
}

/** A board in the list: what it ranks, over which days, and who sees what. */
function Item({ board }: { readonly board: BoardOnList }) {
  const w = words("boards");
  const en = language.value === "en";
  return (
    <li class={classes("board-item", board.sample && "sample")}>
      <h2>
        <a href={`/boards/${board.id}`}>{en ? board.nameEn : board.name}</a>
      </h2>
      <p class="muted">
        {en ? board.unitNameEn : board.unitName} · {en ? board.metricNameEn : board.metricName} ·{" "}
        {w.scores[board.score]}
      </p>
      <p class="row">
        <Badge>{w.windows[board.window]}</Badge>
        <Badge>{w.subjects[board.subjects]}</Badge>
        <Badge {...(board.mode === "named" ? {} : { icon: "lock" })}>{w.modes[board.mode]}</Badge>
        {board.sample && <Badge icon="sample">{w.sample}</Badge>}
      </p>
    </li>
  );
}
