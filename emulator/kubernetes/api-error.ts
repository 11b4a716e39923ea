/** The API server's refusal, in its words. [AM pkg/api/errors/errors.go] */
export class ApiError extends Error {
  constructor(
    /** "NotFound", "AlreadyExists", "Invalid", "BadRequest", "Forbidden", "Conflict", … */
    readonly reason: string,
    message: string,
    readonly about = "",
  ) {
    super(message);
  }
}

/** One fault of a field. */
export interface Cause {
  field: string;
  fault: string;
}

export function notFound(resource: string, name: string): ApiError {
  return new ApiError("NotFound", `${resource} "${name}" not found`, resource);
}

export function alreadyExists(resource: string, name: string): ApiError {
  return new ApiError("AlreadyExists", `${resource} "${name}" already exists`);
}

export function forbidden(resource: string, name: string, why: string): ApiError {
  return new ApiError("Forbidden", `${resource} "${name}" is forbidden: ${why}`);
}

export function invalid(qualifiedKind: string, name: string, causes: Cause[]): ApiError {
  const faults = causes.map(({ field, fault }) => `${field}: ${fault}`);
  const text = faults.length === 1 ? faults[0] : `[${faults.join(", ")}]`;
  return new ApiError("Invalid", `${qualifiedKind} "${name}" is invalid: ${text}`);
}

export function invalidValue(field: string, value: unknown, why: string): Cause {
  return { field, fault: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}
