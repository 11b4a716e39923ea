import { surroundings } from "../../examples/support/surroundings";
import { aks } from "./test-cluster";
import { certificate, secret } from "./vault-contents";

const web = { name: "web", versions: [certificate()] };
const vault = (name: string, enableRbacAuthorization: boolean) => ({
  resourceGroupName: "shop",
  name,
  enableRbacAuthorization,
  objects: { secrets: [secret("listed", "value"), secret("other", "another value")], certificates: [web] },
});
export const world = surroundings({
  clusters: [aks("aks-prod", "blue")],
  namespaces: ["shop"],
  vaults: [
    vault("kv-roles", true),
    vault("kv-certificates", true),
    vault("kv-objects", true),
    vault("kv-policies", false),
  ],
});

/** One vault for each way to grant. */
export const args = {
  namespace: "shop",
  clusters: { "aks-prod": { resourceGroupName: "platform" } },
  userAssignedIdentity: { resourceGroupName: "shop" },
  keyVaults: {
    "kv-roles": { resourceGroupName: "shop", objects: { listed: {} } },
    "kv-certificates": {
      resourceGroupName: "shop",
      objects: { "web.crt": { objectName: "web", objectType: "cert" } },
    },
    "kv-objects": {
      resourceGroupName: "shop",
      roleScope: "Object",
      objects: { listed: {}, "web.crt": { objectName: "web", objectType: "cert" } },
    },
    "kv-policies": {
      resourceGroupName: "shop",
      permissionModel: "AccessPolicy",
      objects: { "web.crt": { objectName: "web", objectType: "cert" } },
    },
  },
};
