import { useEffect, useMemo } from "preact/hooks";
import { ROLES, type Role } from "../../workers/tenancy/roles.ts";
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
import { membersModel, type Member } from "./model.ts";

type Model = ReturnType<typeof membersModel>;

export function MembersSettings() {
  const w = words("settings");
  const model = useMemo(membersModel, []);
  useEffect(() => void model.list.load(), []);
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
                columns={memberColumns(model)}
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

function memberColumns(model: Model): readonly Column<Member>[] {
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
    { id: "role", head: w.role, cell: (member) => <RoleCell member={member} model={model} /> },
    {
      id: "state",
      head: w.state,
      cell: ({ state }) => (
        <Badge tone={state === "active" ? "good" : "neutral"}>{w.states[state]}</Badge>
      ),
    },
    { id: "act", head: w.action, cell: (member) => <StateCell member={member} model={model} /> },
  ];
}

type CellProps = { readonly member: Member; readonly model: Model };

function RoleCell({ member, model }: CellProps) {
  const w = words("settings");
  const name = member.name || member.email;
  if (member.account === me().account.account)
    return <>{member.roles.map((role) => words("common").roles[role]).join(", ")}</>;
  return (
    <Select
      label={w.roleOf(name)}
      hideLabel
      value={member.roles[0] ?? "member"}
      options={roleOptions()}
      onChange={(value) =>
        void model
          .change(member, { roles: [roleOf(value)] })
          .then((done) => done && toast(w.roleChanged(name)))
      }
    />
  );
}

function StateCell({ member, model }: CellProps) {
  const w = words("settings");
  const name = member.name || member.email;
  if (member.account === me().account.account) return null;
  const active = member.state === "active";
  const set = async (state: Member["state"]) => {
    if (!(await model.change(member, { state }))) return;
    toast(state === "active" ? w.enabledNow(name) : w.disabledNow(name));
  };
  return (
    <Button
      size="s"
      kind={active ? "danger" : "plain"}
      onClick={() => void set(active ? "disabled" : "active")}
    >
      {active ? w.disable : w.enable}
    </Button>
  );
}

function roleOptions() {
  return ROLES.map((role) => ({ value: role, label: words("common").roles[role] }));
}

function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? "viewer";
}
