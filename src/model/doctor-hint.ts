/** Ends advice after which pods could still fail to mount. */
export const doctorHint =
  "If a pod cannot mount its files then, the package's command `doctor` names the reason (docs/doctor.md).";
