// The map of the interface. A page is one entry of PAGES: its path, its frame, the catalogues it
// reads, and how its code is fetched. Nothing of a page is in the first load.
import type { ComponentType } from "preact";
import { exec, LocationProvider, useLocation } from "preact-iso/router";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Frame, NavItem } from "./auth/frame.ts";
import { loadWords, words, type CatalogueName } from "./messages/messages.ts";
import { Button } from "./ui/button.tsx";
import { Toasts } from "./ui/toast.tsx";

export type PageProps = { readonly params: Readonly<Record<string, string>> };
export type PageEntry = {
  readonly path: string;
  /** `public` needs no account, `app` is behind sign-in, `bare` has nothing around it (television). */
  readonly frame: "public" | "app" | "bare";
  readonly words: readonly CatalogueName[];
  readonly load: () => Promise<ComponentType<PageProps>>;
  /** Its place in the navigation, when it has one. */
  readonly nav?: Omit<NavItem, "path">;
};

const PAGES: readonly PageEntry[] = [
  {
    path: "/",
    frame: "public",
    words: ["public"],
    load: () => import("./pages/landing.tsx").then((m) => m.Landing),
  },
  {
    path: "/signup",
    frame: "public",
    words: ["auth"],
    load: () => import("./pages/signup.tsx").then((m) => m.SignUp),
  },
  {
    path: "/login",
    frame: "public",
    words: ["auth"],
    load: () => import("./pages/login.tsx").then((m) => m.Login),
  },
  {
    path: "/join/:invitationId",
    frame: "public",
    words: ["auth"],
    load: () => import("./pages/invitation.tsx").then((m) => m.Invitation),
  },
  {
    path: "/api/docs",
    frame: "public",
    words: ["reference"],
    load: () => import("./pages/docs.tsx").then((m) => m.Docs),
  },
  {
    path: "/start",
    frame: "app",
    words: ["auth"],
    nav: { name: "start", icon: "start" },
    load: () => import("./pages/start.tsx").then((m) => m.Start),
  },
  {
    path: "/home",
    frame: "app",
    words: ["calendar", "reports"],
    nav: { name: "home", icon: "home", phone: true },
    load: () => import("./pages/home.tsx").then((m) => m.Home),
  },
  {
    path: "/mine",
    frame: "app",
    words: ["calendar", "reports"],
    nav: { name: "mine", icon: "mine", phone: true },
    load: () => import("./pages/mine.tsx").then((m) => m.Mine),
  },
  {
    path: "/team",
    frame: "app",
    words: ["negotiations"],
    nav: { name: "team", icon: "people", may: "targets.plan" },
    load: () => import("./pages/team.tsx").then((m) => m.Team),
  },
  {
    path: "/targets",
    frame: "app",
    words: ["targets", "calendar", "reports"],
    nav: { name: "targets", icon: "targets", may: "targets.plan" },
    load: () => import("./pages/targets.tsx").then((m) => m.Targets),
  },
  {
    path: "/targets/:planId",
    frame: "app",
    words: ["targets", "plan", "calendar", "reports"],
    load: () => import("./pages/plan.tsx").then((m) => m.Plan),
  },
  {
    path: "/strategy",
    frame: "app",
    words: ["strategy"],
    load: () => import("./pages/strategy.tsx").then((m) => m.Strategy),
  },
  {
    path: "/okr",
    frame: "app",
    words: ["strategy"],
    load: () => import("./pages/okr.tsx").then((m) => m.Okr),
  },
  {
    path: "/incentives",
    frame: "app",
    words: ["payplans"],
    nav: { name: "incentives", icon: "incentives", may: "incentives.see" },
    load: () => import("./pages/incentives.tsx").then((m) => m.Incentives),
  },
  {
    path: "/incentives/runs/:runId",
    frame: "app",
    words: ["payruns", "statement"],
    load: () => import("./pages/pay-run.tsx").then((m) => m.PayRunPage),
  },
  {
    path: "/incentives/statements/:runId/:personId",
    frame: "app",
    words: ["payruns", "statement"],
    load: () => import("./pages/statement.tsx").then((m) => m.StatementPage),
  },
  {
    path: "/incentives/plans/:incentivePlanId",
    frame: "app",
    words: ["payplans"],
    load: () => import("./pages/incentive-plan.tsx").then((m) => m.IncentivePlan),
  },
  {
    path: "/calculator/payout",
    frame: "public",
    words: ["payout"],
    load: () => import("./pages/payout-calculator.tsx").then((m) => m.PayoutCalculator),
  },
  {
    path: "/calculator",
    frame: "public",
    words: ["calculator"],
    load: () => import("./pages/calculator.tsx").then((m) => m.Calculator),
  },
  {
    path: "/boards",
    frame: "app",
    words: ["boards", "reports"],
    nav: { name: "boards", icon: "boards", phone: true },
    load: () => import("./pages/boards.tsx").then((m) => m.Boards),
  },
  {
    path: "/boards/:boardId",
    frame: "app",
    words: ["boards", "reports", "calendar"],
    load: () => import("./pages/board.tsx").then((m) => m.Board),
  },
  {
    path: "/tv",
    frame: "bare",
    words: ["boards"],
    load: () => import("./pages/tv.tsx").then((m) => m.Tv),
  },
  {
    path: "/reports",
    frame: "app",
    words: ["calendar", "reports"],
    nav: { name: "reports", icon: "reports", may: "targets.plan" },
    load: () => import("./pages/reports.tsx").then((m) => m.Reports),
  },
  {
    path: "/data",
    frame: "app",
    words: ["data", "imports", "calendar", "fiscal", "crediting", "absences"],
    nav: { name: "data", icon: "data", may: "imports.run" },
    load: () => import("./pages/data.tsx").then((m) => m.Data),
  },
  {
    path: "/settings",
    frame: "app",
    words: ["settings"],
    nav: { name: "settings", icon: "settings" },
    load: () => import("./pages/settings.tsx").then((m) => m.Settings),
  },
];

const NOT_FOUND: PageEntry = {
  path: "*",
  frame: "public",
  words: ["public"],
  load: () => import("./pages/not-found.tsx").then((m) => m.NotFound),
};

/** In the order in which people come: my numbers first, the machinery last. */
const ORDER = [
  ...["home", "mine", "team", "targets", "incentives", "boards", "reports", "data"],
  ...["start", "settings"],
];
const NAV: readonly NavItem[] = PAGES.flatMap(({ nav, path }) =>
  nav ? [{ ...nav, path }] : [],
).sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));

const FRAMES: Readonly<Record<PageEntry["frame"], () => Promise<Frame>>> = {
  public: () => import("./auth/public-frame.tsx").then((m) => m.PublicFrame),
  app: () => import("./auth/app-frame.tsx").then((m) => m.AppFrame),
  bare: () => Promise.resolve(({ children }) => children),
};

type Match = { readonly page: PageEntry; readonly params: Readonly<Record<string, string>> };
type Shown = Match & { readonly Frame: Frame; readonly Content: ComponentType<PageProps> };

function match(path: string): Match {
  for (const page of PAGES) {
    const found: { params: Record<string, string> } | undefined = exec(path, page.path);
    if (found) return { page, params: found.params };
  }
  return { page: NOT_FOUND, params: {} };
}

async function fetchPage(found: Match): Promise<Shown> {
  const { page } = found;
  const parts = [page.load(), FRAMES[page.frame](), loadWords(page.words)] as const;
  const [Content, PageFrame] = await Promise.all(parts);
  return { ...found, Content, Frame: PageFrame };
}

/** Shows the page of the URL. The one before stays on screen until the next is here. */
function Pages({ first }: { first: Shown | "failed" }) {
  const { path } = useLocation();
  const found = useMemo(() => match(path), [path]);
  const [shown, setShown] = useState(first);
  useEffect(() => {
    if (shown !== "failed" && shown.page === found.page) return;
    let late = false;
    fetchPage(found).then(
      (next) => {
        if (late) return;
        setShown(next);
        scrollTo(0, 0);
        document.getElementById("main")?.focus({ preventScroll: true });
      },
      () => !late && setShown("failed"),
    );
    return () => {
      late = true;
    };
  }, [found.page]);
  if (shown === "failed") return <PageFailed />;
  const { Frame: Around, Content } = shown;
  const params = shown.page === found.page ? found.params : shown.params;
  return (
    <Around nav={NAV}>
      {/* Another id is another page: its models begin anew. */}
      <Content key={Object.values(params).join("/")} params={params} />
    </Around>
  );
}

/** A deploy may have replaced a page's file; loading the document again gets the new one. */
function PageFailed() {
  const w = words("common");
  return (
    <main class="page page-read" id="main">
      <h1>{w.wentWrong}</h1>
      <p>{w.nextNetwork}</p>
      <p>
        <Button kind="primary" onClick={() => location.reload()}>
          {w.tryAgain}
        </Button>
      </p>
    </main>
  );
}

/** Starts fetching the page of the URL, before anything can be drawn. */
export function firstPage(): Promise<Shown | "failed"> {
  return fetchPage(match(location.pathname)).then(undefined, () => "failed" as const);
}

export function App({ first }: { first: Shown | "failed" }) {
  return (
    <LocationProvider>
      <Pages first={first} />
      <Toasts />
    </LocationProvider>
  );
}
