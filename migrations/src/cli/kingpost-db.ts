#!/usr/bin/env node
// The command `kingpost-db`.
import { kingpostDb } from "./kingpostDb.ts";

process.exitCode = await kingpostDb(process.argv.slice(2));
