import { describe, expect, test } from "vitest";
import { readTicket, signTicket, TICKET_MS, type Admission } from "../../workers/boards/ticket.ts";

const NOW = 1_800_000_000_000;
const admission: Admission = {
  tenant: "t",
  board: "b",
  account: "a",
  person: null,
  key: null,
  screen: null,
  kind: "person",
  exp: NOW + TICKET_MS,
};

describe("a ticket", () => {
  test("says exactly what was signed, until it expires", async () => {
    const ticket = await signTicket("secret", admission);
    expect(await readTicket("secret", ticket, NOW)).toEqual({ ok: true, value: admission });
    expect(await readTicket("secret", ticket, NOW + TICKET_MS - 1)).toMatchObject({ ok: true });
    expect(await readTicket("secret", ticket, NOW + TICKET_MS)).toMatchObject({
      error: { code: "ticket/expired" },
    });
  });

  test("lives one minute", () => expect(TICKET_MS).toBe(60_000));

  test("is refused with any one character changed, cut or added", async () => {
    const ticket = await signTicket("secret", admission);
    const last = ticket.length - 1;
    for (let at = 0; at < last; at += 1) {
      const other = ticket[at] === "A" ? "B" : "A";
      const forged = ticket.slice(0, at) + other + ticket.slice(at + 1);
      expect(await readTicket("secret", forged, NOW)).toMatchObject({ ok: false });
    }
    for (const broken of [
      "",
      ".",
      "a.b",
      ticket.slice(1),
      `${ticket}.x`,
      `${ticket}A`,
      `.${ticket}`,
    ])
      expect(await readTicket("secret", broken, NOW)).toMatchObject({
        error: { code: "ticket/invalid" },
      });
  });

  test("of another secret, and one forged after it expired, are forgeries", async () => {
    const other = await signTicket("other", { ...admission, exp: 1 });
    expect(await readTicket("secret", other, NOW)).toMatchObject({
      error: { code: "ticket/invalid" },
    });
  });
});
