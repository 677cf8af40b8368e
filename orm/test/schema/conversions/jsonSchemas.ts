// Schemas of JSON columns, by a library that speaks Standard Schema.
import { z } from "zod";

export const Address = z.object({
  street: z.string().min(1),
  zip: z.string().regex(/^\d{5}$/, "is not five digits"),
  since: z.coerce.date().optional(),
});

/** What is stored may be older than the schema: it is read as it is. */
export const Settings = z.object({
  theme: z.enum(["light", "dark"]).default("light"),
  size: z.number().optional(),
});
