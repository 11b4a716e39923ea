// biome-ignore-all assist/source/organizeImports: the schema's analyzer reads the documents of types only up to the component's file.
export * from "./args";
export type {
  CsiVolumeSource,
  EnvVar,
  EnvVarSource,
  SecretKeySelector,
  Volume,
  VolumeMount,
} from "./outputs";
export { KeyVaultWorkloadIdentity } from "./key-vault-workload-identity";
