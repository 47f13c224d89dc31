import { useLocation } from "preact-iso/router";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Mark } from "../ui/icon.tsx";
import type { Frame } from "./frame.ts";
import { LanguageButton, ThemeMenu } from "./preferences.tsx";

/** Around the pages that need no account. */
export const PublicFrame: Frame = ({ children }) => {
  const w = words("common");
  const { path } = useLocation();
  return (
    <div class="public">
      <a class="skip" href="#main">
        {w.skip}
      </a>
      <header class="public-bar">
        <a class="brand" href="/">
          <Mark />
          <span>{w.product}</span>
        </a>
        <nav class="public-nav" aria-label={w.mainNavigation}>
          <LanguageButton />
          <ThemeMenu />
          {path !== "/login" && (
            <ButtonLink kind="quiet" href="/login">
              {w.signIn}
            </ButtonLink>
          )}
          {path !== "/signup" && (
            <span class="wide-only">
              <ButtonLink kind="primary" href="/signup">
                {w.signUp}
              </ButtonLink>
            </span>
          )}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
