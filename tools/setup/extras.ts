// The table of the extras: what each is, what shows that it is there, and what it cannot be without.
import type { Extra } from "./Extra.ts";

interface About {
  readonly about: string;
  /** A path that is there as long as the extra is. */
  readonly path: string;
  readonly needs: ReadonlyArray<Extra>;
  readonly why?: string;
}

/** All extras, in the order in which they are asked for. */
export const extras: Readonly<Record<Extra, About>> = {
  sample: {
    about: "ten thousand books with authors, readers and reviews; without them: accounts",
    path: "app-template/data/goodbooks",
    needs: [],
  },
  page: {
    about: "pages of books for people",
    path: "app-template/src/pages",
    needs: ["sample"],
    why: "it shows its books",
  },
  tenants: {
    about: "libraries that see their own rows only",
    path: "app-template/src/auth/tenantSettings.ts",
    needs: ["sample"],
    why: "libraries have its books",
  },
  subscriptions: {
    about: "reviews as they are written, over WebSocket",
    path: "app-template/src/graphql/subscriptions",
    needs: ["sample"],
    why: "they tell of its reviews",
  },
  telemetry: {
    about: "traces and metrics by OpenTelemetry",
    path: "app-template/src/telemetry",
    needs: [],
  },
  docker: {
    about: "an image, and a composition with Postgres",
    path: "app-template/Dockerfile",
    needs: [],
  },
  ci: { about: "workflows that check every change", path: ".github/workflows", needs: [] },
  docs: {
    about: "the rules, decisions and guides of Kingpost",
    path: "docs",
    needs: ["sample", "tenants", "subscriptions", "telemetry", "ci"],
    why: "its rules are held by their tests",
  },
  benchmarks: {
    about: "how fast, beside hand-written SQL and other ORMs",
    path: "benchmarks",
    needs: ["docs"],
    why: "it writes its figures into docs/performance.md",
  },
  compare: { about: "what other ORMs do in the same situation", path: "compare", needs: [] },
};
