import { useLocation } from "preact-iso/router";
import { useEffect, useMemo } from "preact/hooks";
import { loadSession, mayBeSignedIn, session } from "../auth/session.ts";
import { CodeForm, CompanyForm, DetailsForm, SignPage } from "../auth/sign-in-form.tsx";
import { signInFlow } from "../auth/sign-in.ts";
import { words } from "../messages/messages.ts";
import { useTitle } from "../ui/card.tsx";
import { DevMail } from "./dev-mail.tsx";
import "../auth/auth.css";

/** Name, address, company, language; a code; and the company stands. */
export function SignUp() {
  const w = words("auth");
  const { route } = useLocation();
  const flow = useMemo(() => signInFlow("signup", () => route("/start")), []);
  useTitle(w.signUpTitle);
  useEffect(() => {
    // Someone who signed in and left before naming a company goes on where they were.
    if (!mayBeSignedIn()) return;
    void loadSession().then(() => {
      if (session.value.state === "homeless") flow.step.value = "company";
      if (session.value.state === "in" && flow.step.value === "details") route("/start", true);
    });
  }, []);
  switch (flow.step.value) {
    case "details":
      return (
        <SignPage
          title={w.signUpTitle}
          lead={w.signUpLead}
          foot={
            <>
              <p>{w.agreeOnTerms}</p>
              <p>
                {w.haveAccount} <a href="/login">{w.toLogin}</a>
              </p>
            </>
          }
        >
          <DetailsForm flow={flow} />
        </SignPage>
      );
    case "code":
      return (
        <SignPage
          title={w.codeTitle}
          lead={w.codeLead(flow.fields.email.value.trim())}
          foot={<DevMail />}
        >
          <CodeForm flow={flow} />
        </SignPage>
      );
    case "company":
      return (
        <SignPage
          title={flow.busy.value ? w.creating : w.companyTitle}
          lead={flow.busy.value ? w.agreeOnTerms : w.companyLead}
        >
          <CompanyForm flow={flow} />
        </SignPage>
      );
  }
}
