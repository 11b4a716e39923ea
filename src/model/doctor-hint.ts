/** Ends advice after which pods could still fail to mount. */
export const doctorHint =
  "If a pod cannot mount its files then, `npx pulumi-azure-workload-identity doctor` names the reason.";
