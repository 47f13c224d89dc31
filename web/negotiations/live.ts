import { useEffect, useState } from "preact/hooks";
import type { createRoundTicket } from "../../workers/boards/round-contract.ts";
import { api } from "../api.ts";
import { openLive, type Link } from "../live.ts";

/** What has moved comes in bundles; a page that reads again needs no more than this. */
const READ_AGAIN_MS = 400;

/**
 * Reads again when something of a company's rounds has moved; says whether the line is up. A page
 * that misses a message reads again when the line is back.
 */
export function useMoved(round: string | null, readAgain: () => Promise<void>): Link["state"] {
  const [state, setState] = useState<Link["state"]>("connecting");
  useEffect(() => {
    if (round === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void readAgain(), READ_AGAIN_MS);
    };
    const line = openLive({
      ticket: () =>
        api<typeof createRoundTicket>("POST", "/rounds/:roundId/ticket", {
          params: { roundId: round },
          body: {},
        }),
      poll: () => readAgain().then(() => true),
      stamp: () => "",
      onMessage: soon,
      onLink: (link) => setState(link.state),
    });
    return () => {
      clearTimeout(timer);
      line.close();
    };
  }, [round]);
  return state;
}
