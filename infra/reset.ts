import { rmSync } from "node:fs";
import { stateFolder } from "./paths.ts";

/** `npm run reset`: forgets all local state. The next start begins anew. */
rmSync(stateFolder(), { recursive: true, force: true });
console.log("Local state is gone. `npm start` begins anew.");
