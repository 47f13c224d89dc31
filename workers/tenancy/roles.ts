/** Who may do what, in one place: the API, the interface and the OpenAPI document read this table. */

export const ROLES = ["owner", "admin", "finance", "manager", "member", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may be given. */
export const SCOPES = ["read", "write", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

type Rule = { readonly roles: readonly Role[]; readonly scope: Scope };

const EVERYONE = ROLES;
const PLANNERS = ["owner", "admin"] as const;
const LEADERS = ["owner", "admin", "finance", "manager"] as const;
const RECORDERS = ["owner", "admin", "finance", "manager", "member"] as const;

export const PERMISSIONS = {
  "tenant.read": { roles: EVERYONE, scope: "read" },
  "tenant.change": { roles: PLANNERS, scope: "admin" },
  "tenant.audit": { roles: ["owner", "admin", "finance"], scope: "admin" },
  "members.read": { roles: PLANNERS, scope: "admin" },
  "members.change": { roles: PLANNERS, scope: "admin" },
  "keys.change": { roles: PLANNERS, scope: "admin" },
  "sample.change": { roles: PLANNERS, scope: "admin" },
  "calendar.read": { roles: EVERYONE, scope: "read" },
  "calendar.change": { roles: PLANNERS, scope: "admin" },
  "org.read": { roles: EVERYONE, scope: "read" },
  "org.change": { roles: PLANNERS, scope: "write" },
  "metrics.read": { roles: EVERYONE, scope: "read" },
  "metrics.change": { roles: PLANNERS, scope: "write" },
  /** Leave says something about a person: those who plan or pay read it. */
  "absences.read": { roles: ["owner", "admin", "finance"], scope: "read" },
  "absences.change": { roles: PLANNERS, scope: "write" },
  "entries.read": { roles: EVERYONE, scope: "read" },
  "entries.record": { roles: PLANNERS, scope: "write" },
  /** Which rule gives whom a credit; each entry says for itself which one did. */
  "crediting.read": { roles: LEADERS, scope: "read" },
  "crediting.change": { roles: PLANNERS, scope: "admin" },
  "imports.read": { roles: PLANNERS, scope: "read" },
  "imports.run": { roles: PLANNERS, scope: "write" },
  "targets.read": { roles: EVERYONE, scope: "read" },
  "targets.plan": { roles: LEADERS, scope: "read" },
  "targets.change": { roles: PLANNERS, scope: "write" },
  "targets.allocate": { roles: PLANNERS, scope: "write" },
  "targets.publish": { roles: PLANNERS, scope: "admin" },
  "negotiations.read": { roles: EVERYONE, scope: "read" },
  "negotiations.answer": { roles: ["owner", "admin", "manager", "member"], scope: "write" },
  "negotiations.decide": { roles: ["owner", "admin", "manager"], scope: "write" },
  "negotiations.open": { roles: PLANNERS, scope: "admin" },
  "adjustments.read": { roles: LEADERS, scope: "read" },
  "adjustments.request": { roles: LEADERS, scope: "write" },
  "adjustments.decide": { roles: PLANNERS, scope: "admin" },
  "adjustments.guard": { roles: PLANNERS, scope: "admin" },
  "resources.read": { roles: LEADERS, scope: "read" },
  "resources.change": { roles: PLANNERS, scope: "write" },
  "strategy.read": { roles: LEADERS, scope: "read" },
  "strategy.change": { roles: PLANNERS, scope: "write" },
  "strategy.check_in": { roles: LEADERS, scope: "write" },
  "reports.read": { roles: EVERYONE, scope: "read" },
  /** Own figures; whose pay else is seen, one function of the noun decides. */
  "incentives.read": { roles: EVERYONE, scope: "read" },
  "incentives.see": { roles: ["owner", "admin", "finance"], scope: "read" },
  "incentives.change": { roles: PLANNERS, scope: "write" },
  "incentives.publish": { roles: PLANNERS, scope: "admin" },
  "incentives.run": { roles: ["owner", "admin", "finance"], scope: "write" },
  "incentives.approve": { roles: ["owner", "admin", "finance"], scope: "admin" },
  "incentives.pay": { roles: ["owner", "admin", "finance"], scope: "admin" },
  "incentives.dispute": { roles: RECORDERS, scope: "write" },
  "incentives.resolve": { roles: LEADERS, scope: "write" },
  "awards.read": { roles: EVERYONE, scope: "read" },
  "awards.score": { roles: RECORDERS, scope: "write" },
  "awards.give": { roles: ["owner", "admin", "finance"], scope: "write" },
  "boards.read": { roles: EVERYONE, scope: "read" },
  "boards.change": { roles: LEADERS, scope: "write" },
  "boards.screen": { roles: RECORDERS, scope: "write" },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

export function rolesThatMay(permission: Permission): readonly Role[] {
  return PERMISSIONS[permission].roles;
}

/** A person may what any of their roles may; a key may what its scopes cover. */
export function may(
  holder: { readonly roles: readonly Role[]; readonly scopes: readonly Scope[] | null },
  permission: Permission,
): boolean {
  const rule: Rule = PERMISSIONS[permission];
  if (holder.scopes) return holder.scopes.includes(rule.scope);
  return holder.roles.some((role) => rule.roles.includes(role));
}

/** How far a holder sees: all, the subtree of a unit, or the own figures. */
export type Reach = "all" | "subtree" | "own";

export function reachOf(roles: readonly Role[], scopeUnit: string | null): Reach {
  if (roles.some((role) => role === "owner" || role === "admin" || role === "finance"))
    return "all";
  if (scopeUnit !== null && roles.some((role) => role === "manager" || role === "viewer"))
    return "subtree";
  return "own";
}
