import { useEffect, useState } from "preact/hooks";
import type { acceptInvitation } from "../../workers/tenancy/contract.ts";
import { api, type Problem } from "../api.ts";
import type { PageProps } from "../app.tsx";
import { beginAnew, loadSession, session, signOut } from "../auth/session.ts";
import { SignPage } from "../auth/sign-in-form.tsx";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { useTitle } from "../ui/card.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import "../auth/auth.css";

/** Where the link of an invitation leads: sign in with the invited address, then accept. */
export function Invitation({ params }: PageProps) {
  const w = words("auth");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const invitationId = params["invitationId"] ?? "";
  const here = `/join/${invitationId}`;
  useTitle(w.invitationTitle);
  useEffect(() => {
    void loadSession();
  }, []);
  const accept = async () => {
    setBusy(true);
    const path = "/invitations/:invitationId/accept";
    const answer = await api<typeof acceptInvitation>("POST", path, { params: { invitationId } });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    beginAnew("/home");
  };
  const { state } = session.value;
  if (state === "unknown")
    return (
      <SignPage title={w.invitationTitle} lead={w.invitationLead}>
        <Skeleton />
      </SignPage>
    );
  if (state === "out")
    return (
      <SignPage title={w.invitationTitle} lead={w.invitationSignIn}>
        <ButtonLink kind="primary" size="l" wide href={`/login?next=${encodeURIComponent(here)}`}>
          {w.toLogin}
        </ButtonLink>
      </SignPage>
    );
  return (
    <SignPage
      title={w.invitationTitle}
      lead={w.invitationLead}
      foot={
        <>
          <p>{w.invitationOther}</p>
          <p>
            <Button
              kind="quiet"
              size="s"
              icon="out"
              onClick={() => void signOut(`/login?next=${encodeURIComponent(here)}`)}
            >
              {words("common").signOut}
            </Button>
          </p>
        </>
      }
    >
      {problem && <ErrorState problem={problem} inline />}
      <Button kind="primary" size="l" wide busy={busy} onClick={() => void accept()}>
        {w.accept}
      </Button>
    </SignPage>
  );
}
