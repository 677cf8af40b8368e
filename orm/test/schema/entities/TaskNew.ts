import { TaskNewCodegen, taskNewConfig } from "./codegen/TaskNewCodegen.ts";

export class TaskNew extends TaskNewCodegen {}

taskNewConfig.placeholder();
