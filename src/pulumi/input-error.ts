import * as pulumi from "@pulumi/pulumi";
import { firstOf, formatIssues, formatReason, type Issue, withoutEchoes } from "../validation/issue";

/** All mistakes in one error; its message is enough where nobody prints the single properties. */
export function inputError(component: string, found: readonly Issue[]): pulumi.InputPropertiesError {
  const issues = withoutEchoes(found);
  const error = new pulumi.InputPropertiesError({
    message: formatIssues(component, issues),
    errors: firstOf(issues).map((issue) => ({ propertyPath: issue.path, reason: formatReason(issue) })),
  });
  // The user's mistake is not in our code: a stack would only bury the message.
  error.stack = "";
  return error;
}
