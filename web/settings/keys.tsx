import { useEffect, useMemo, useState } from "preact/hooks";
import { dayAt } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { Badge, EmptyState, ErrorState, Note } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { keysModel, type Key } from "./model.ts";

type Model = ReturnType<typeof keysModel>;

export function KeysSettings() {
  const w = words("settings");
  const model = useMemo(keysModel, []);
  const [ending, setEnding] = useState<Key | null>(null);
  useEffect(() => void model.list.load(), []);
  return (
    <div class="stack">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <MakeCard model={model} />
      <When of={model.list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w.keysEmpty} icon="key">
              {w.keysEmptyText}
            </EmptyState>
          ) : (
            <Table
              caption={w.keysCaption}
              columns={keyColumns(setEnding)}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </When>
      <MadeDialog model={model} />
      <RevokeDialog of={ending} model={model} onClose={() => setEnding(null)} />
    </div>
  );
}

function MakeCard({ model }: { model: Model }) {
  const w = words("settings");
  return (
    <Card
      title={w.makeKey}
      lead={w.keysLead}
      aside={
        <ButtonLink kind="quiet" size="s" icon="external" href="/api/docs" newTab>
          {w.docs}
        </ButtonLink>
      }
    >
      <form
        class="stack settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          void model.make();
        }}
      >
        <Field
          label={w.keyName}
          placeholder={w.keyNamePlaceholder}
          required
          maxLength={120}
          value={model.name.value}
          onInput={(text) => (model.name.value = text)}
        />
        <Choice
          legend={w.keyScope}
          name="scope"
          value={model.scope.value}
          options={[
            { value: "read", label: w.scopes.read },
            { value: "write", label: w.scopes.write },
            { value: "admin", label: w.scopes.admin },
          ]}
          onChange={(scope) => (model.scope.value = scope)}
        />
        <p class="small muted">{w.scopeHints[model.scope.value]}</p>
        <div>
          <Button kind="primary" type="submit" icon="key" busy={model.busy.value}>
            {w.makeKey}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** The only time the key can be read. */
function MadeDialog({ model }: { model: Model }) {
  const w = words("settings");
  const key = model.made.value ?? "";
  const copy = () =>
    void navigator.clipboard.writeText(key).then(
      () => toast(w.keyCopied),
      () => undefined,
    );
  return (
    <Dialog
      open={model.made.value !== null}
      title={w.madeTitle}
      onClose={() => (model.made.value = null)}
      wide
      footer={
        <Button kind="primary" icon="copy" onClick={copy}>
          {words("common").copy}
        </Button>
      }
    >
      <div class="stack">
        <Note tone="warn">{w.madeText}</Note>
        <pre class="secret" tabIndex={0} aria-label={w.key}>
          {key}
        </pre>
        <p class="field-label">{w.madeUse}</p>
        <pre class="secret secret-quiet" tabIndex={0} aria-label={w.madeUse}>
          {`curl ${location.origin}/api/v1/tenant \\\n  -H "Authorization: Bearer ${key}"`}
        </pre>
      </div>
    </Dialog>
  );
}

type RevokeProps = { readonly of: Key | null; readonly model: Model; readonly onClose: () => void };

function RevokeDialog({ of, model, onClose }: RevokeProps) {
  const w = words("settings");
  const end = async (key: Key) => {
    onClose();
    if (await model.revoke(key.id)) toast(w.revokedNow(key.name));
  };
  return (
    <Dialog
      open={of !== null}
      title={w.revokeTitle(of?.name ?? "")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="danger" onClick={() => of && void end(of)}>
            {w.revoke}
          </Button>
        </>
      }
    >
      <p>{w.revokeText}</p>
    </Dialog>
  );
}

function keyColumns(end: (key: Key) => void): readonly Column<Key>[] {
  const w = words("settings");
  const widest = ({ scopes }: Key) =>
    scopes.includes("admin") ? "admin" : scopes.includes("write") ? "write" : "read";
  return [
    { id: "name", head: w.keyName, names: true, cell: ({ name }) => name },
    { id: "scope", head: w.keyScope, cell: (key) => w.scopes[widest(key)] },
    { id: "made", head: w.made, cell: ({ madeAt }) => dayAt(madeAt) },
    { id: "until", head: w.validUntil, cell: ({ expiresAt }) => dayAt(expiresAt) },
    {
      id: "act",
      head: w.action,
      cell: (key) =>
        key.revokedAt === null ? (
          <Button size="s" kind="danger" onClick={() => end(key)}>
            {w.revoke}
          </Button>
        ) : (
          <Badge>{w.revoked}</Badge>
        ),
    },
  ];
}
