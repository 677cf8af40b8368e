// Where the entities of the benchmark go; they are generated from the tables of `fixtures/schema.sql`.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({ entitiesDirectory: "./entities" });
