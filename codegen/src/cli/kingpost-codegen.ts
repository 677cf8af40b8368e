#!/usr/bin/env node
// The bin `kingpost-codegen`.
import { confirm } from "./confirm.ts";
import { kingpostCodegen } from "./kingpostCodegen.ts";

const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
process.exitCode = await kingpostCodegen(process.argv.slice(2), isTerminal ? { confirm } : {});
