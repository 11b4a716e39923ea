import { packageSchema } from "../provider/schema";
import { sdkVersion } from "../provider/sdk-version";
import { releaseShape, releaseToken } from "./helm-release";
import { kinds } from "./kinds";
import { typeToken } from "./object-kind";

/** What a YAML program needs to bind against. */
export const schema = packageSchema("kubernetes", sdkVersion("@pulumi/kubernetes"), {
  config: ["kubeconfig", "context", "cluster", "clusterIdentifier", "namespace"],
  resources: Object.fromEntries([
    [releaseToken, releaseShape],
    ...kinds.flatMap((kind) => {
      const { apiVersion, kind: kindName, fields } = kind;
      const constants = { apiVersion, kind: kindName };
      const shape = { required: [], inputs: ["metadata", ...fields], outputs: ["status"], constants };
      return [
        [typeToken(kind), shape],
        [`${typeToken(kind)}Patch`, shape],
      ];
    }),
  ]),
  functions: {},
});
