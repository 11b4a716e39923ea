import { expect } from "chai";
import type { Json } from "./support/machine";
import {
  add,
  credential,
  grant,
  preview,
  reader,
  review,
  type State,
  type Step,
  type Steps,
} from "./support/preview";

/** What an engine registers for the component under another name: new everywhere, with an identity of its own. */
const rename = (steps: Steps, { to = "checkout", keepOld = false } = {}) => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const { inputs, outputs } = (steps["orders-identity"] as Required<Step>).newState;
  const ofIdentity = [inputs.resourceName, outputs?.clientId, outputs?.principalId, outputs?.name];
  for (const [name, step] of Object.entries(steps)) {
    if (!step.urn.includes("KeyVaultWorkloadIdentity")) continue;
    let text = JSON.stringify({ ...step.newState, outputs: {} });
    for (const id of ofIdentity) text = text.replaceAll(String(id), unknown);
    const newState = JSON.parse(text.replaceAll(/orders(?!::)/g, to)) as State;
    steps[name.replace("orders", to)] = { op: "create", urn: newState.urn, newState };
    if (!keepOld) steps[name] = { op: "delete", urn: step.urn, oldState: step.oldState };
  }
};
const inputsOf = (steps: Steps, name: string) => (steps[name] as Required<Step>).newState.inputs;
const parametersOf = (steps: Steps) =>
  (inputsOf(steps, "checkout-secret-provider-class-kv-shop").spec as { parameters: Json }).parameters;
const withoutClasses = (steps: Steps) => {
  for (const name of Object.keys(steps).filter((one) => one.includes("-class-"))) delete steps[name];
};
const object = (objectName: string) => `  - |\n    objectName: ${objectName}\n    objectType: secret\n`;

describe("review and a component that may have been renamed", () => {
  const asksForAlias = /Component "orders" is removed while "checkout" is created/;
  const tenMinutes = /Without the alias, new pods can fail to mount for up to 10 minutes/;

  it("names the alias, the names to keep, and for how long mounts fail without it", async () => {
    const { text } = await review(preview((steps) => rename(steps)));
    expect(text).to.match(asksForAlias).and.to.match(tenMinutes).and.not.to.contain("the update fails");
    expect(text).to.contain(
      'give "checkout" the option aliases: [{ name: "orders" }], and keep serviceAccount.name: "orders", ' +
        'keyVaults["kv-shop"].secretProviderClass.name: "orders-kv-shop" and ' +
        'keyVaults["kv-shop"].envSecretName: "orders-kv-shop-env" (docs/customising.md#rename)',
    );
  });

  it("writes what is to be copied as code in Markdown", async () => {
    const { text } = await review(
      preview((steps) => rename(steps)),
      "--markdown",
    );
    expect(text)
      .to.contain('`aliases: [{ name: "orders" }]`')
      .and.to.contain('`serviceAccount.name: "orders"`');
  });

  it("names the alias by URN where the component keeps its name and has another parent", async () => {
    const input = preview((steps) => rename(steps)).replaceAll(
      /::azure-workload-identity:index:(KeyVaultWorkloadIdentity[^"]*::)checkout/g,
      "::shop:index:Team$azure-workload-identity:index:$1orders",
    );
    expect((await review(input)).text).to.contain(
      'aliases: ["urn:pulumi:test::orders::azure-workload-identity:index:KeyVaultWorkloadIdentity::orders"]',
    );
  });

  const likely: Record<string, (steps: Steps) => void> = {
    "one file is added": (steps) => {
      parametersOf(steps).objects += object("more");
    },
    "both mount nothing and have the same grants": withoutClasses,
  };
  for (const [title, edit] of Object.entries(likely)) {
    it(`takes a new component for the removed one where ${title}`, async () => {
      const { text } = await review(
        preview((steps) => {
          rename(steps);
          edit(steps);
        }),
      );
      expect(text).to.match(asksForAlias).and.to.match(tenMinutes);
    });
  }

  it("says nothing of ten minutes where the update fails, or where the identity is one that exists", async () => {
    const sameNames = preview((steps) => {
      rename(steps);
      const service = inputsOf(steps, "checkout-service-account");
      Object.assign(service.metadata as Json, { name: "orders" });
    });
    const sameIdentity = preview((steps) => {
      rename(steps);
      for (const name of ["orders-identity", "checkout-identity"]) delete steps[name];
      for (const [name, property] of [
        [credential, "resourceName"],
        [grant, "principalId"],
      ] as const) {
        const { oldState } = steps[name] as Required<Step>;
        inputsOf(steps, name.replace("orders", "checkout"))[property] = oldState.inputs[property];
      }
    });
    for (const input of [sameNames, sameIdentity]) {
      const { text } = await review(input);
      expect(text).to.match(asksForAlias).and.to.contain("the update fails").and.not.to.match(tenMinutes);
    }
  });

  it("prefers the removed component whose service account is the same", async () => {
    const { text } = await review(
      preview((steps) => {
        rename(steps, { to: "other", keepOld: true });
        for (const step of Object.values(steps).filter(({ urn }) => /::other(-|$)/.test(urn))) {
          Object.assign(step, { op: "delete", oldState: step.newState, newState: undefined });
        }
        rename(steps);
        inputsOf(steps, "checkout-credential-aks-prod").subject = "system:serviceaccount:shop:orders";
        Object.assign(inputsOf(steps, "checkout-service-account").metadata as Json, { name: "orders" });
      }),
    );
    expect(text).to.match(asksForAlias).and.not.to.contain('Component "other" is removed while');
  });

  const unlikely: Record<string, (steps: Steps) => void> = {
    "in another namespace": (steps) => {
      inputsOf(steps, "checkout-credential-aks-prod").subject = "system:serviceaccount:web:checkout";
      const service = inputsOf(steps, "checkout-service-account");
      Object.assign(service.metadata as Json, { namespace: "web" });
    },
    "in another cluster": (steps) => {
      inputsOf(steps, "checkout-credential-aks-prod").issuer = "https://issuer.example/green/";
    },
    "for another vault": (steps) => {
      parametersOf(steps).keyvaultName = "kv-other";
    },
    "one with other objects of the same vault": (steps) => {
      parametersOf(steps).objects = `array:\n${object("a")}${object("b")}`;
    },
    "one that shares one object of two": (steps) => {
      parametersOf(steps).objects = `array:\n${object("db-password")}${object("b")}`;
    },
    "one with a grant on one more scope": (steps) => {
      add(steps, "checkout-grant-kv-shop-secrets-user", "checkout-role-storage", (inputs) => {
        inputs.scope = "/subscriptions/s/resourceGroups/shop";
      });
    },
    "one that mounts nothing and has another role": (steps) => {
      withoutClasses(steps);
      inputsOf(steps, "checkout-grant-kv-shop-secrets-user").roleDefinitionId = `/x/${reader}`;
    },
    "one with an identity that exists": (steps) => {
      delete steps["checkout-identity"];
      inputsOf(steps, "checkout-credential-aks-prod").resourceName = "id-shop";
      inputsOf(steps, "checkout-grant-kv-shop-secrets-user").principalId = "p";
    },
    "one with another existing identity": (steps) => {
      for (const name of ["orders-identity", "checkout-identity"]) delete steps[name];
      inputsOf(steps, "checkout-credential-aks-prod").resourceName = "id-shop";
      inputsOf(steps, "checkout-grant-kv-shop-secrets-user").principalId = "p";
    },
    "one with an Entra application": (steps) => {
      const { newState } = steps["checkout-identity"] as Required<Step>;
      Object.assign(newState, { type: "azuread:index/application:Application" });
    },
    "one without access to anything, like the removed one": (steps) => {
      withoutClasses(steps);
      for (const name of Object.keys(steps).filter((one) => one.includes("-grant-"))) delete steps[name];
    },
    "one that exists, of which the preview lists only what is added": (steps) => {
      delete steps.checkout;
    },
  };
  for (const [title, edit] of Object.entries(unlikely)) {
    it(`does not take a new component for the removed one where it is ${title}`, async () => {
      const { text } = await review(
        preview((steps) => {
          rename(steps);
          edit(steps);
        }),
      );
      expect(text).to.contain('"checkout" (new)').and.to.contain('"orders" (removed)');
      expect(text).not.to.contain("is removed while");
    });
  }

  it("does not take a new component for one that stays", async () => {
    const { text } = await review(preview((steps) => rename(steps, { keepOld: true })));
    expect(text).to.contain('"checkout" (new)').and.not.to.contain("is removed while");
  });
});
