#!/usr/bin/env node
// The command `kingpost-dev`.
import { kingpostDev } from "./kingpostDev.ts";

// Whatever a part of the loop left open does not keep it.
process.exit(await kingpostDev(process.argv.slice(2)));
