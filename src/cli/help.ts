/** What `--help` prints. */

export const program = "pulumi-azure-workload-identity";

/** The name alone would be looked up in npm's registry where the package is not installed, and is not published yet. */
const run = `npx --no ${program}`;

export const help = {
  all: `Explains what KeyVaultWorkloadIdentity declares, beside Pulumi.

  ${run} doctor    which link between a pod and its files is broken, and what fixes it
  ${run} review    who gains or loses access to what, from a preview

Each command explains itself: ${run} doctor --help
Outside of a Node program that has the package: npx --package <git URL or path of the package> ${program} …`,

  doctor: `Finds the one link between a pod and its files that differs from what the stack declares.

  ${run} doctor
      checks the selected stack of the program in this folder
  kubectl describe pod orders-5d8f | ${run} doctor --error -
      explains an error: an event of the pod, a log of the provider or of an Azure SDK, an error of pulumi up
  ${run} doctor --stack-file stack.json
      the same without Pulumi: pulumi stack export --file stack.json wrote the file
  ${run} doctor --live
      also compares with Azure and the cluster, through your own az and kubectl; nothing is changed

  --stack NAME         another stack than the selected one
  --stack-file FILE    a stack export; - reads it from standard input
  --error FILE         the text of an error; - reads it from standard input
  --live               look at what is there, read-only
  --dry-run            with --live: print the commands that it would run, and run none
  --context NAME       with --live: the context of kubectl; left out, the current one
  --json               for a program

Output: one line for each link, ✓ fits, ✗ differs, – not checked, ? not known.
Exit code: 0 all well, 1 something differs, 2 could not tell. Values that are secret in the stack are never read.`,

  review: `Tells a reviewer who gains, loses or keeps access to what, from a preview in any language.

  pulumi preview --json --show-sames | ${run} review
      words for a terminal
  pulumi preview --json --show-sames | ${run} review --markdown > comment.md
      for a pull request, with a picture that GitHub draws
  pulumi preview --json --show-sames | ${run} review --fail-on-widening
      exit code 3 where somebody gains access

  FILE                 a preview in a file, instead of standard input
  --stack-file FILE    a stack export, for what the preview leaves out
  --markdown           Markdown with a Mermaid picture
  --fail-on-widening   exit code 3 where somebody gains access
  --json               for a program

Without --show-sames a preview lists only what changes. What stays is then not known to review, and it says so.
Exit code: 0 reviewed, 2 could not be read or the preview failed, 3 see above.`,
} as const;
