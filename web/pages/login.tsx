import { useLocation } from "preact-iso/router";
import { useEffect, useMemo } from "preact/hooks";
import { loadSession, mayBeSignedIn, session } from "../auth/session.ts";
import { CodeForm, EmailForm, SignPage } from "../auth/sign-in-form.tsx";
import { signInFlow } from "../auth/sign-in.ts";
import { words } from "../messages/messages.ts";
import { useTitle } from "../ui/card.tsx";
import { DevMail } from "./dev-mail.tsx";
import "../auth/auth.css";

/** An address and a code; then back to where the reader came from. */
export function Login() {
  const w = words("auth");
  const { route, query } = useLocation();
  const flow = useMemo(() => signInFlow("login", () => route(ownPath(query["next"]), true)), []);
  useTitle(w.loginTitle);
  useEffect(() => {
    // Signed in already, perhaps in another tab: there is nothing to ask.
    if (!mayBeSignedIn()) return;
    void loadSession().then(() => {
      if (session.value.state === "in") route(ownPath(query["next"]), true);
    });
  }, []);
  if (flow.step.value === "code")
    return (
      <SignPage
        title={w.codeTitle}
        lead={w.codeLead(flow.fields.email.value.trim())}
        foot={<DevMail />}
      >
        <CodeForm flow={flow} />
      </SignPage>
    );
  return (
    <SignPage
      title={w.loginTitle}
      lead={w.loginLead}
      foot={
        <p>
          {w.noAccount} <a href="/signup">{w.toSignUp}</a>
        </p>
      }
    >
      <EmailForm flow={flow} />
    </SignPage>
  );
}

/** Only a path of this site: a link must not send a signed-in reader elsewhere. */
function ownPath(next: string | undefined): string {
  if (!next) return "/home";
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : "/home";
}
