import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const pairings = sqliteTable(
  "pairings",
  {
    code: text("code").primaryKey(),
    secretHash: text("secret_hash").notNull(),
    expiresAt: integer("expires_at").notNull(),
    tenant: text("tenant"),
    screen: text("screen"),
  },
  (t) => [index("pairings_expiry").on(t.expiresAt)],
);
