// What a person writes for the application of S8: the source of truth for the tables, and the application itself.

export interface Written {
  /** Files relative to this folder; generated ones are not among them. */
  readonly model: ReadonlyArray<string>;
  readonly app: ReadonlyArray<string>;
}

/** By contestant. */
export const written: Readonly<Record<string, Written>> = {
  kingpost: { model: ["../fixtures/schema.sql"], app: ["kingpost/app.ts"] },
  pg: { model: ["../fixtures/schema.sql"], app: ["pg/inTransaction.ts", "pg/app.ts"] },
  "mikro-orm": { model: ["mikro-orm/entities.ts"], app: ["mikro-orm/app.ts"] },
  prisma: { model: ["prisma/schema.prisma"], app: ["prisma/app.ts"] },
  typeorm: { model: ["typeorm/entities.ts"], app: ["typeorm/app.ts"] },
  drizzle: { model: ["drizzle/schema.ts"], app: ["drizzle/app.ts"] },
};
