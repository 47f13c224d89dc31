import { useEffect, useMemo, useState } from "preact/hooks";
import { loadPlaces } from "../auth/places.ts";
import { me } from "../auth/session.ts";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Badge, ErrorState } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { MemberDrawer, nameOf, roleOf, roleOptions, rolesText } from "./member.tsx";
import { membersModel, type Member } from "./model.ts";

type Model = ReturnType<typeof membersModel>;

export function MembersSettings() {
  const w = words("settings");
  const model = useMemo(membersModel, []);
  const [edited, setEdited] = useState<Member | null>(null);
  useEffect(() => {
    void model.list.load();
    void loadPlaces();
  }, []);
  return (
    <div class="stack">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <InviteCard model={model} />
      <When of={model.list}>
        {({ items, invitations }) => (
          <>
            <Card title={w.membersTitle} flush>
              <Table
                caption={w.membersCaption}
                columns={memberColumns(setEdited)}
                rows={items}
                rowKey={({ account }) => account}
              />
            </Card>
            {invitations.length > 0 && (
              <Card title={w.pendingTitle} flush>
                <Table
                  caption={w.pendingCaption}
                  columns={[
                    { id: "email", head: w.email, names: true, cell: ({ email }) => email },
                    { id: "role", head: w.role, cell: ({ role }) => words("common").roles[role] },
                    { id: "until", head: w.expires, cell: ({ expiresAt }) => moment(expiresAt) },
                  ]}
                  rows={invitations}
                  rowKey={({ id }) => id}
                />
              </Card>
            )}
          </>
        )}
      </When>
      {edited && <MemberDrawer member={edited} model={model} onClose={() => setEdited(null)} />}
    </div>
  );
}

function InviteCard({ model }: { model: Model }) {
  const w = words("settings");
  return (
    <Card title={w.inviteTitle} lead={w.inviteHint}>
      <form
        class="settings-line"
        onSubmit={(event) => {
          event.preventDefault();
          const to = model.email.value.trim();
          void model.invite().then((sent) => sent && toast(w.invited(to)));
        }}
      >
        <Field
          label={w.inviteEmail}
          type="email"
          required
          value={model.email.value}
          onInput={(text) => (model.email.value = text)}
        />
        <Select
          label={w.inviteRole}
          value={model.role.value}
          options={roleOptions()}
          onChange={(value) => (model.role.value = roleOf(value))}
        />
        <Button kind="primary" type="submit" busy={model.busy.value}>
          {w.invite}
        </Button>
      </form>
    </Card>
  );
}

function memberColumns(edit: (member: Member) => void): readonly Column<Member>[] {
  const w = words("settings");
  return [
    {
      id: "name",
      head: w.person,
      names: true,
      cell: ({ account, name, email }) => (
        <span class="row">
          {name || email} {account === me().account.account && <Badge>{w.you}</Badge>}
        </span>
      ),
    },
    { id: "email", head: w.email, cell: ({ email }) => email },
    { id: "role", head: w.role, cell: ({ roles }) => rolesText(roles) },
    { id: "person", head: w.sells, cell: ({ person }) => nameOf(person) },
    { id: "scope", head: w.sees, cell: ({ scopeUnit }) => nameOf(scopeUnit) },
    {
      id: "state",
      head: w.state,
      cell: ({ state }) => (
        <Badge tone={state === "active" ? "good" : "neutral"}>{w.states[state]}</Badge>
      ),
    },
    {
      id: "act",
      head: w.action,
      cell: (member) => (
        <Button size="s" label={w.editOf(member.name || member.email)} onClick={() => edit(member)}>
          {words("common").edit}
        </Button>
      ),
    },
  ];
}
