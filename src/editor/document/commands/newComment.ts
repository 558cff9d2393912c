import { defineCommand } from "../../kit/commands/command.ts";
import { addComment } from "../edits/actions.ts";

/** Adds a comment in view, and lets its text be written. */
export const newComment = defineCommand({ id: "newComment", label: "Add a comment", run: addComment });
