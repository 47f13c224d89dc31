import { useLocation } from "preact-iso/router";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { signedOut } from "../api.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Icon, Mark } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Badge, ErrorState, Skeleton } from "../ui/state.tsx";
import type { Frame, NavItem } from "./frame.ts";
import { LanguageButton, ThemeMenu } from "./preferences.tsx";
import { loadSession, may, me, openCompany, session, signOut } from "./session.ts";

/** Around the pages behind sign-in: rail on a desk, bar on a phone, and the guard at the door. */
export const AppFrame: Frame = ({ nav, children }) => {
  const { path, route } = useLocation();
  const now = session.value;
  const out = now.state === "out" || signedOut.value;
  const homeless = now.state === "homeless";
  useEffect(() => {
    void loadSession();
  }, []);
  useEffect(() => {
    if (out) route(`/login?next=${encodeURIComponent(location.pathname + location.search)}`, true);
    else if (homeless) route("/signup", true);
  }, [out, homeless]);
  if (now.state === "failed")
    return (
      <main class="page page-read" id="main" tabIndex={-1}>
        <ErrorState problem={now.problem} onRetry={() => void loadSession(true)} />
      </main>
    );
  if (now.state !== "in" || out)
    return (
      <main class="page" id="main" tabIndex={-1}>
        <Skeleton lines={6} />
      </main>
    );
  return (
    <Shell nav={nav.filter((item) => !item.may || may(item.may))} path={path}>
      {children}
    </Shell>
  );
};

type ShellProps = {
  readonly nav: readonly NavItem[];
  readonly path: string;
  readonly children: ComponentChildren;
};

function Shell({ nav, path, children }: ShellProps) {
  const w = words("common");
  const palette = usePalette();
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {w.skip}
      </a>
      <aside class="rail">
        <a class="brand" href="/home">
          <Mark />
          <span>{w.product}</span>
        </a>
        <nav class="rail-nav" aria-label={w.mainNavigation}>
          {nav.map((item) => (
            <NavLink key={item.path} item={item} path={path} />
          ))}
        </nav>
        <div class="rail-foot">
          <Trial />
        </div>
      </aside>
      <header class="top">
        <div class="top-company">
          <span class="top-mark">
            <Mark size={22} />
          </span>
          <span class="top-name">{me().tenant.name}</span>
          {me().tenant.sample !== "none" && (
            <span class="wide-only">
              <Badge tone="neutral" icon="sample">
                {w.sample}
              </Badge>
            </span>
          )}
        </div>
        <div class="top-tools">
          <Button
            kind="quiet"
            icon="search"
            label={`${w.palette} (Ctrl K)`}
            onClick={palette.open}
          />
          <LanguageButton />
          <ThemeMenu />
          <AccountMenu />
        </div>
      </header>
      <main id="main" class="main" tabIndex={-1}>
        {children}
      </main>
      <PhoneBar nav={nav} path={path} />
      {palette.Palette && <palette.Palette nav={nav} onClose={palette.close} />}
    </div>
  );
}

function isAt(path: string, item: NavItem): boolean {
  return path === item.path || path.startsWith(`${item.path}/`);
}

function NavLink({ item, path }: { item: NavItem; path: string }) {
  return (
    <a class="nav-link" href={item.path} aria-current={isAt(path, item) ? "page" : undefined}>
      <Icon name={item.icon} />
      <span>{words("common").nav[item.name]}</span>
    </a>
  );
}

/** Four places for a thumb: three pages of this person, and everything else. */
function PhoneBar({ nav, path }: { nav: readonly NavItem[]; path: string }) {
  const w = words("common");
  const { route } = useLocation();
  const first = [...nav]
    .sort((a, b) => Number(b.phone ?? false) - Number(a.phone ?? false))
    .slice(0, 3);
  const rest = nav.filter((item) => !first.includes(item));
  const shown = nav.filter((item) => first.includes(item));
  return (
    <nav class="phone-bar" aria-label={w.mainNavigation}>
      {shown.map((item) => (
        <NavLink key={item.path} item={item} path={path} />
      ))}
      <Menu
        label={w.nav.more}
        items={rest.map((item) => ({
          id: item.path,
          label: w.nav[item.name],
          icon: item.icon,
          onChoose: () => route(item.path),
        }))}
      >
        <Icon name="more" />
        <span>{w.nav.more}</span>
      </Menu>
    </nav>
  );
}

function Trial() {
  const left = me().tenant.trialDaysLeft;
  if (left === null) return null;
  return (
    <a class="trial" href="/settings?tab=company">
      <Icon name="clock" size={16} />
      {words("common").trialDays(left)}
    </a>
  );
}

function AccountMenu() {
  const w = words("common");
  const { route } = useLocation();
  const { account, roles, tenant } = me();
  const role = roles[0];
  return (
    <Menu
      label={w.account}
      items={[
        {
          id: "settings",
          label: w.nav.settings,
          icon: "settings",
          hint: role ? w.roles[role] : "",
          onChoose: () => route("/settings"),
        },
        ...(tenant.trialDaysLeft === null
          ? []
          : [
              {
                id: "trial",
                label: w.trialDays(tenant.trialDaysLeft),
                icon: "clock" as const,
                onChoose: () => route("/settings?tab=company"),
              },
            ]),
        ...account.companies
          .filter(({ id }) => id !== tenant.id)
          .map(({ id, name }) => ({
            ...{ id, label: name, icon: "external" as const, hint: w.openCompany },
            onChoose: () => void openCompany(id),
          })),
        {
          id: "out",
          label: w.signOut,
          icon: "out",
          onChoose: () => void signOut(),
        },
      ]}
    >
      <span class="avatar" aria-hidden="true">
        {initial(account.name)}
      </span>
      <span class="sr-only">{account.name}</span>
    </Menu>
  );
}

function initial(name: string): string {
  const point = name.codePointAt(0);
  return point === undefined ? "·" : String.fromCodePoint(point);
}

type PaletteProps = { readonly nav: readonly NavItem[]; readonly onClose: () => void };

/** Ctrl/Cmd+K anywhere; its code comes with the first use. */
function usePalette() {
  const [isOpen, setOpen] = useState(false);
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  const open = () => {
    setOpen(true);
    void import("./palette.tsx").then((module) => setPalette(() => module.Palette));
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return { Palette: isOpen ? Palette : null, open, close: () => setOpen(false) };
}
