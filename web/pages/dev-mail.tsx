import { useEffect, useState } from "preact/hooks";
import { words } from "../messages/messages.ts";

/** A way to the mailbox of a development server; where there is none, nothing shows. */
export function DevMail() {
  const [here, setHere] = useState(false);
  useEffect(() => {
    const isLaptop = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
    setHere(isLaptop);
  }, []);
  if (!here) return null;
  return (
    <p>
      <a href="/dev/mail" target="_blank" rel="noopener">
        {words("auth").devMail}
      </a>
    </p>
  );
}
