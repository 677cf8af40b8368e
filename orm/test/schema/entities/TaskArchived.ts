import { TaskArchivedCodegen, taskArchivedConfig } from "./codegen/TaskArchivedCodegen.ts";

export class TaskArchived extends TaskArchivedCodegen {}

taskArchivedConfig.placeholder();
