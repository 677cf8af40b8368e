import { TaskItemCodegen, taskItemConfig } from "./codegen/TaskItemCodegen.ts";

export class TaskItem extends TaskItemCodegen {}

taskItemConfig.placeholder();
