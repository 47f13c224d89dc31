import { useSignal } from "@preact/signals";
import { id } from "../../workers/lib/id.ts";
import { ROLES, type Role } from "../../workers/tenancy/roles.ts";
import { places, type Place } from "../auth/places.ts";
import { loadSession, me } from "../auth/session.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Select, Switch } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { Member, membersModel } from "./model.ts";

type DrawerProps = {
  readonly member: Member;
  readonly model: ReturnType<typeof membersModel>;
  readonly onClose: () => void;
};

/** What a member may do, how far they see, and whose numbers are theirs. */
export function MemberDrawer({ member, model, onClose }: DrawerProps) {
  const w = words("settings");
  const name = member.name || member.email;
  const mine = member.account === me().account.account;
  const role = useSignal(member.roles[0] ?? "member");
  const person = useSignal(member.person ?? "");
  const scope = useSignal(member.scopeUnit ?? "");
  const active = useSignal(member.state === "active");
  const save = async () => {
    const own = {
      person: idOrNone<"person">(person.value),
      scopeUnit: idOrNone<"unit">(scope.value),
    };
    const others = mine ? {} : { roles: [role.value], state: stateOf(member, active.value) };
    if (!(await model.change(member, { ...own, ...others }))) return;
    toast(w.memberSaved(name));
    if (mine) await loadSession(true);
    onClose();
  };
  return (
    <Drawer
      open
      title={name}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={model.busy.value} onClick={() => void save()}>
          {words("common").save}
        </Button>
      }
    >
      <div class="stack">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <p class="muted">{member.email}</p>
        {!mine && (
          <Select
            label={w.role}
            value={role.value}
            options={roleOptions()}
            onChange={(value) => (role.value = roleOf(value))}
          />
        )}
        <Select
          label={w.sells}
          hint={w.sellsHint}
          value={person.value}
          options={placeOptions("person", w.nobody)}
          onChange={(value) => (person.value = value)}
        />
        <Select
          label={w.sees}
          hint={w.seesHint}
          value={scope.value}
          options={placeOptions("unit", w.byRole)}
          onChange={(value) => (scope.value = value)}
        />
        {!mine && (
          <Switch
            label={w.mayEnter}
            hint={w.mayEnterHint}
            checked={active.value}
            onChange={(checked) => (active.value = checked)}
          />
        )}
      </div>
    </Drawer>
  );
}

function idOrNone<Kind extends string>(text: string) {
  return text === "" ? null : id<Kind>(text);
}

/** Someone who has left stays so until they are let in again. */
function stateOf({ state }: Member, active: boolean): Member["state"] {
  if (active) return "active";
  return state === "active" ? "disabled" : state;
}

function placeOptions(kind: Place["kind"], none: string) {
  const found = places.value.filter((place) => place.kind === kind);
  const named = found.map((place) => ({
    value: place.id,
    label: place.of === null ? shown(place) : `${shown(place)} · ${place.of}`,
  }));
  return [{ value: "", label: none }, ...named];
}

function shown({ name, nameEn }: Place): string {
  return language.value === "en" ? (nameEn ?? name) : name;
}

/** The name behind an id, once the tree is read; a dash for none. */
export function nameOf(placeId: string | null): string {
  if (placeId === null) return "–";
  const place = places.value.find((each) => each.id === placeId);
  return place ? shown(place) : "…";
}

export function rolesText(roles: readonly Role[]): string {
  return roles.map((role) => words("common").roles[role]).join(", ");
}

export function roleOptions() {
  return ROLES.map((role) => ({ value: role, label: words("common").roles[role] }));
}

export function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? "viewer";
}
