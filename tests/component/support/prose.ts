/** The statements of an access summary, one on each line, however Pulumi's limits cut them. */
export function prose(trust: unknown): string {
  const lines = Object.entries(trust as Record<string, string>);
  return lines
    .map(([subject, line]) => `${/ \(\d+\)$/.test(subject) ? "" : "\n"}${line}`)
    .join("")
    .slice(1);
}
