import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** Pulumi's own mocks with the look-ups of one subscription; fast, and blind to everything an engine decides. */
export class MockCloud {
  readonly registered: Registered[] = [];
  readonly calls: { token: string; inputs: Record<string, unknown> }[] = [];
  answers: Record<string, (inputs: Record<string, string>) => unknown> = {
    "azure-native:authorization:getClientConfig": () => ({
      subscriptionId: "00000000-0000-0000-0000-00000000aaaa",
      tenantId: "00000000-0000-0000-0000-00000000bbbb",
    }),
    "azure-native:containerservice:getManagedCluster": ({ resourceName }) => ({
      oidcIssuerProfile: { enabled: true, issuerURL: `https://issuer.example.com/${resourceName}/` },
    }),
    "azure-native:keyvault:getVault": () => ({
      properties: { enableRbacAuthorization: true, tenantId: "00000000-0000-0000-0000-00000000BBBB" },
    }),
  };

  /** From now on, programs run against this cloud. */
  async enter(preview: boolean): Promise<void> {
    const mocks: pulumi.runtime.Mocks = {
      newResource: ({ type, name, inputs }) => {
        this.registered.push({ type, name, inputs });
        const decided = type.endsWith(":UserAssignedIdentity") ? identityState(name, preview) : {};
        return { id: `${name}-id`, state: { ...inputs, ...decided } };
      },
      call: async ({ token, inputs }) => {
        this.calls.push({ token, inputs });
        return this.answers[token]?.(inputs) as Record<string, unknown>;
      },
    };
    await pulumi.runtime.setMocks(mocks, "shop", "dev", preview);
  }

  of(type: string): Registered[] {
    return this.registered.filter((one) => one.type.endsWith(`:${type}`));
  }
}

function identityState(name: string, preview: boolean): Record<string, string> {
  if (preview) return {};
  return {
    name: `${name}1a2b3c4d`,
    clientId: "00000000-0000-0000-0000-00000000c11e",
    principalId: "00000000-0000-0000-0000-0000000b1ec7",
    tenantId: "00000000-0000-0000-0000-00000000bbbb",
  };
}

export function awaited<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as never));
}
