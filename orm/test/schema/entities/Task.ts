import { TaskCodegen, taskConfig } from "./codegen/TaskCodegen.ts";

export class Task extends TaskCodegen {}

taskConfig.placeholder();
