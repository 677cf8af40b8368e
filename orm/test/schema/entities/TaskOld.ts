import { TaskOldCodegen, taskOldConfig } from "./codegen/TaskOldCodegen.ts";

export class TaskOld extends TaskOldCodegen {}

taskOldConfig.setDefault("name", (task) => `old ${task.oldNote ?? "task"}`);
