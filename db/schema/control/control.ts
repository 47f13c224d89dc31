import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Property names are better-auth's field names (1.7.25); it reads and writes through drizzle. */
const moment = (name: string) => integer(name, { mode: "timestamp_ms" });

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: integer("emailVerified", { mode: "boolean" }).notNull().default(false),
  image: text("image"),
  locale: text("locale").notNull().default("zh"),
  createdAt: moment("createdAt").notNull(),
  updatedAt: moment("updatedAt").notNull(),
});

export const session = sqliteTable("session", {
  id: text("id").primaryKey(),
  userId: text("userId").notNull(),
  token: text("token").notNull().unique(),
  expiresAt: moment("expiresAt").notNull(),
  ipAddress: text("ipAddress"),
  userAgent: text("userAgent"),
  activeOrganizationId: text("activeOrganizationId"),
  createdAt: moment("createdAt").notNull(),
  updatedAt: moment("updatedAt").notNull(),
});

export const account = sqliteTable("account", {
  id: text("id").primaryKey(),
  userId: text("userId").notNull(),
  accountId: text("accountId").notNull(),
  providerId: text("providerId").notNull(),
  accessToken: text("accessToken"),
  refreshToken: text("refreshToken"),
  accessTokenExpiresAt: moment("accessTokenExpiresAt"),
  refreshTokenExpiresAt: moment("refreshTokenExpiresAt"),
  scope: text("scope"),
  idToken: text("idToken"),
  password: text("password"),
  createdAt: moment("createdAt").notNull(),
  updatedAt: moment("updatedAt").notNull(),
});

export const verification = sqliteTable("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: moment("expiresAt").notNull(),
  createdAt: moment("createdAt").notNull(),
  updatedAt: moment("updatedAt").notNull(),
});

export const organization = sqliteTable("organization", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull().unique(),
  logo: text("logo"),
  metadata: text("metadata"),
  createdAt: moment("createdAt").notNull(),
});

export const member = sqliteTable("member", {
  id: text("id").primaryKey(),
  userId: text("userId").notNull(),
  organizationId: text("organizationId").notNull(),
  role: text("role").notNull(),
  createdAt: moment("createdAt").notNull(),
});

export const invitation = sqliteTable("invitation", {
  id: text("id").primaryKey(),
  organizationId: text("organizationId").notNull(),
  email: text("email").notNull(),
  role: text("role").notNull(),
  status: text("status").notNull(),
  inviterId: text("inviterId").notNull(),
  expiresAt: moment("expiresAt").notNull(),
  createdAt: moment("createdAt").notNull(),
  scopeUnit: text("scopeUnit"),
  person: text("person"),
});

export const directory = sqliteTable("directory", {
  uuid: text("uuid").primaryKey(),
  number: integer("number").notNull().unique(),
  shard: text("shard").notNull(),
  epoch: integer("epoch").notNull(),
  state: text("state").notNull(),
  region: text("region").notNull(),
  locale: text("locale").notNull(),
  timeZone: text("time_zone").notNull(),
  dayOffset: integer("day_offset").notNull().default(0),
  currency: text("currency").notNull(),
  madeAt: integer("made_at").notNull(),
  madeBy: text("made_by").notNull(),
});
