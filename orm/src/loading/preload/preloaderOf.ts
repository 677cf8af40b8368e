// Which strategy loads hints ahead: the em's, else its driver's, else the pipeline, which was measured faster (`docs/performance.md`).
import type { Session } from "../../session/Session.ts";
import type { PreloadPlugin } from "../../types/PreloadPlugin.ts";
import { JsonAggregatePreloader } from "./JsonAggregatePreloader.ts";
import { PipelinePreloader } from "./PipelinePreloader.ts";
import type { Preloader } from "./Preloader.ts";

const preloaders: Readonly<Record<PreloadPlugin["strategy"], Preloader>> = {
  pipeline: new PipelinePreloader(),
  jsonAggregate: new JsonAggregatePreloader(),
};

export function preloaderOf({ preloadPlugin }: Session): Preloader {
  return preloaders[preloadPlugin?.strategy ?? "pipeline"];
}
