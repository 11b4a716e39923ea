/** The CSI volume source of a pod volume, as the Secrets Store CSI driver needs it. */
export interface CsiVolumeSource {
  /** The name of the CSI driver. */
  driver: string;
  /** Always true: the driver refuses anything else. */
  readOnly: boolean;
  /** The name of the SecretProviderClass. */
  volumeAttributes: { [key: string]: string };
}

/** A volume for a pod spec. */
export interface Volume {
  /** The volume's name, which the volume mount refers to. */
  name: string;
  /** Where its files come from. */
  csi: CsiVolumeSource;
}

/** A volume mount for a container. */
export interface VolumeMount {
  /** The name of the volume. */
  name: string;
  /** The folder in the container. */
  mountPath: string;
  /** Always true. */
  readOnly: boolean;
}

/** A key of a Kubernetes Secret. */
export interface SecretKeySelector {
  /** The name of the Secret. */
  name: string;
  /** The key in the Secret. */
  key: string;
}

/** Where the value of an environment variable comes from. */
export interface EnvVarSource {
  /** The key of a Secret in the pod's namespace. */
  secretKeyRef: SecretKeySelector;
}

/** An environment variable for a container. */
export interface EnvVar {
  /** The variable's name. */
  name: string;
  /** Where its value comes from. */
  valueFrom: EnvVarSource;
}
