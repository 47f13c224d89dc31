import { newId } from "../../workers/lib/id.ts";

/** Gives the id to put at a place of the request, and remembers that the matrix must swap it. */
export type At = (place: string, kind: string) => string;
export type Recipe = {
  readonly body?: (at: At) => unknown;
  /** What the query needs beside ids. */
  readonly query?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  /** Ids of which a request takes only one at a time; each gets requests of its own. */
  readonly either?: readonly string[];
  /** The status its own fixture is answered with, where that is not 200, and why. */
  readonly own?: readonly [status: number, why: string];
};

const fresh = () => newId(Date.now());
const hash = "0".repeat(64);

/**
 * A request for every operation that takes a body or a query of its own. An operation that is missing
 * fails the matrix, so a new route cannot arrive without a case.
 */
const FOUNDATION: Readonly<Record<string, Recipe>> = {
  getTenant: {},
  changeTenant: { body: () => ({}) },
  listCommits: {},
  listMembers: {},
  inviteMember: {
    body: (at) => ({
      id: fresh(),
      email: `matrix-${fresh()}@example.com`,
      role: "viewer",
      scopeUnit: at("body.scopeUnit", "unit"),
      person: at("body.person", "person"),
    }),
  },
  changeMember: {
    body: (at) => ({
      scopeUnit: at("body.scopeUnit", "unit"),
      person: at("body.person", "person"),
    }),
  },
  listKeys: {},
  createKey: { body: () => ({ id: fresh(), name: "matrix", scopes: ["read"] }) },
  revokeKey: {},
  getCalendar: {},
  changeCalendar: { body: () => ({}) },
  listDayOverrides: {},
  setDayOverrides: { body: () => ({ days: [{ on: "2026-08-08", works: false }] }) },
  saveUnits: {
    body: (at) => ({
      rows: [{ code: fresh(), name: "M", parent: at("body.rows.0.parent", "unit") }],
    }),
  },
  changeUnit: {
    body: (at) => ({ name: "M", parent: at("body.parent", "unit"), from: "2026-01-01" }),
  },
  listUnits: {},
  getUnit: {},
  savePeople: {
    body: (at) => ({ rows: [{ code: fresh(), name: "M", unit: at("body.rows.0.unit", "unit") }] }),
  },
  listOrganisationFindings: {},
  listPeople: {},
  getPerson: {},
  movePeople: {
    body: (at) => ({
      rows: [
        {
          person: at("body.rows.0.person", "person"),
          unit: at("body.rows.0.unit", "unit"),
          from: "2026-03-01",
        },
      ],
    }),
  },
  setReporting: {
    body: (at) => ({
      rows: [
        {
          person: at("body.rows.0.person", "person"),
          manager: at("body.rows.0.manager", "manager"),
          from: "2026-03-01",
        },
      ],
    }),
  },
  listMetrics: {},
  getMetric: {},
  createMetric: {
    body: (at) => ({
      id: fresh(),
      code: fresh(),
      nameZh: "测",
      nameEn: "M",
      unit: "count",
      scale: 0,
      owner: at("body.owner", "person"),
    }),
  },
  changeMetric: { body: (at) => ({ owner: at("body.owner", "person") }) },
  recordEntries: {
    body: (at) => ({
      source: "matrix",
      rows: [
        {
          metric: at("body.rows.0.metric", "metric"),
          person: at("body.rows.0.person", "person"),
          on: "2026-03-02",
          amount: "1.00",
          externalId: fresh(),
        },
      ],
    }),
  },
  listEntries: {
    either: ["query.person", "query.unit"],
    query: { from: "2026-01-01", until: "2027-01-01" },
  },
  getAttainment: { query: { period: "FY2026" } },
  listPlans: {},
  createPlan: {
    body: (at) => ({
      id: fresh(),
      name: "M",
      metric: at("body.metric", "metric"),
      unit: at("body.unit", "unit"),
      from: "2027-01-01",
      until: "2028-01-01",
      amount: "12.00",
    }),
  },
  getPlan: {},
  changePlan: { body: () => ({ name: "M" }) },
  setPlanInputs: {
    body: (at) => ({ rows: [{ subject: at("body.rows.0.subject", "person"), values: {} }] }),
  },
  allocatePlan: { body: () => ({}) },
  changePlanRow: { body: () => ({ amount: "1.00", reason: "M" }) },
  getPlanCard: { own: [404, "the fixture's plan is not shared out"] },
  publishPlan: { body: () => ({ draft: 1 }) },
  listPlanVersions: {},
  getPlanDiff: { query: { from: "0", to: "1" } },
  restorePlanVersion: { body: () => ({ number: 1 }) },
  setTargets: {
    body: (at) => ({
      rows: [
        {
          subject: at("body.rows.0.subject", "person"),
          metric: at("body.rows.0.metric", "metric"),
          from: "2031-01-01",
          until: "2031-02-01",
          amount: "1.00",
        },
      ],
    }),
  },
  listTargets: {},
  getSample: {},
  loadSample: { body: () => ({}) },
  removeSample: {},
  createImport: {
    body: () => ({
      id: fresh(),
      kind: "entries",
      nameHash: hash,
      mapping: {},
      rows: 1,
      chunks: 1,
      hash,
    }),
  },
  putImportChunk: {
    params: { n: "0" },
    body: () => ({ hash, rows: [{ row: 1, value: { person: "x" } }] }),
  },
  dryRunImport: { own: [409, "the fixture waits for its chunks"] },
  commitImport: { body: () => ({}) },
  getImport: {},
  listImports: {},
  cancelImport: { body: () => ({}) },
  undoImport: { body: () => ({}) },
  findNames: { body: () => ({ people: ["x"], units: ["y"] }) },
  listBoards: {},
  createBoard: {
    body: (at) => ({
      id: fresh(),
      name: "M",
      unit: at("body.unit", "unit"),
      metric: at("body.metric", "metric"),
    }),
  },
  getBoard: {},
  changeBoard: { body: () => ({ name: "M" }) },
  getStandings: {},
  createTicket: { body: () => ({}) },
  pairScreen: { body: () => ({ id: fresh(), code: "ABC234", name: "M" }) },
  listScreens: {},
  revokeScreen: {},
};

/** Beside the foundation's, one file a noun in recipes/: each names its operations. */
const modules = import.meta.glob<{ readonly recipes: Readonly<Record<string, Recipe>> }>(
  "./recipes/*.ts",
  { eager: true },
);

export const RECIPES: Readonly<Record<string, Recipe>> = Object.assign(
  { ...FOUNDATION },
  ...Object.values(modules).map(({ recipes }) => recipes),
);
