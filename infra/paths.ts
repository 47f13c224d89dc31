import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

/** The folder of the project, whoever calls from wherever. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const inRoot = (path: string) => resolve(ROOT, path);
export const bin = (name: string) => inRoot(`node_modules/.bin/${name}`);

/** Where embedded databases, objects and queues keep their state. */
export const stateFolder = () => resolve(ROOT, process.env["STATE"] ?? ".state");
