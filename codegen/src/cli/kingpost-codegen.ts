#!/usr/bin/env node
// The bin `kingpost-codegen`.
import { kingpostCodegen } from "./kingpostCodegen.ts";

process.exitCode = await kingpostCodegen(process.argv.slice(2));
