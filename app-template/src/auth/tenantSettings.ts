import { deTagId } from "kingpost/ids";
// Under what the statements of a request run: a role that cannot pass by the policies of the tables, and the library whose rows they let
// through. The migration `libraries` makes both. They end with each transaction, so a connection never keeps them.
import { Library } from "../entities/Library.ts";
import type { User } from "./User.ts";

/** Without a library there are no rows of libraries: books, authors, readers and reviews are for everybody. */
export function tenantSettings(user: User | undefined): Readonly<Record<string, string>> {
  const library = user?.library;
  return {
    role: "kingpost_app_tenant",
    "app.library": library === undefined ? "" : deTagId(Library, library),
  };
}
