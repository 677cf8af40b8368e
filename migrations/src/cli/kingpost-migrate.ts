#!/usr/bin/env node
// The command `kingpost-migrate`.
import { kingpostMigrate } from "./kingpostMigrate.ts";

process.exitCode = await kingpostMigrate(process.argv.slice(2));
