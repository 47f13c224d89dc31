import type { Auditing } from "../payruns/audit-pay.ts";

/**
 * A defect of ours is told and counted, so that it stops nothing else; the database's faults go on.
 * `what` is what the log calls the work.
 */
export const triedAs =
  (what: Readonly<Record<string, string>>): Auditing["tried"] =>
  async (work) => {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Error) || fault.message.startsWith("D1_")) throw fault;
      console.error(JSON.stringify({ ...what, fault: fault.name }));
      return null;
    }
  };
