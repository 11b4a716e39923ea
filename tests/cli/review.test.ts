import { expect } from "chai";
import { type Json, recorded, runCli } from "./support/machine";
import {
  add,
  addRole,
  change,
  classOfShop,
  credential,
  grant,
  preview,
  reader,
  review,
  type State,
  type Step,
  type Steps,
} from "./support/preview";

/** Beside those that tests/engine/review previews: whether it widens, and what the review has to say. */
const kinds: Record<
  string,
  readonly [widens: boolean, edit: (steps: Steps) => void, says: readonly string[]]
> = {
  "an object of another kind": [
    true,
    (steps) =>
      add(steps, grant, "orders-grant-kv-shop-reader", (inputs) => {
        inputs.roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${reader}`;
      }),
    [
      'of cluster "aks-prod" can list and read every certificate and every public key in vault "kv-shop" (role Key Vault Reader).',
      "+ gain: list and read every certificate",
      "= keep: list and read every secret",
    ],
  ],
  "a role on another resource": [
    true,
    (steps) => addRole(steps, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
    [
      '+ gain: list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader) on Microsoft.Storage/storageAccounts "st" in resource group "shop"',
      'can list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader) on Microsoft.Storage/storageAccounts "st" in resource group "shop"',
    ],
  ],
  "a role on another resource that allows less than before": [
    false,
    (steps) => {
      addRole(steps, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
      const step = steps["orders-role-storage"] as Required<Step>;
      step.oldState = structuredClone(step.newState);
      step.oldState.inputs.roleDefinitionId = String(step.oldState.inputs.roleDefinitionId).replace(
        "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
      );
      step.op = "replace";
    },
    [
      "− lose: list, read, write and delete blobs",
      "= keep: list and read blobs, list containers, get user delegation keys (role Storage Blob Data Reader)",
    ],
  ],
  "a role that review does not know": [
    true,
    (steps) => addRole(steps, "0a1b2c3d-0000-4000-8000-000000000001"),
    [
      'role "0a1b2c3d-0000-4000-8000-000000000001", whose permissions review does not know',
      'can do what role "0a1b2c3d-0000-4000-8000-000000000001", whose permissions review does not know, allows on Microsoft.Storage/storageAccounts "st"',
    ],
  ],
  "a role on one more secret": [
    true,
    (steps) => {
      const onObject = (name: string) => (inputs: Json) => {
        inputs.scope = `${inputs.scope}/secrets/${name}`;
      };
      add(steps, grant, "orders-grant-kv-shop-secret/paypal-key", onObject("paypal-key"));
      for (const state of ["oldState", "newState"] as const)
        onObject("db-password")((steps[grant] as Required<Step>)[state].inputs);
    },
    ['can read secret "paypal-key" of vault "kv-shop" (role Key Vault Secrets User).'],
  ],
  "a role on a vault of the same update, whose id is not known yet": [
    true,
    (steps) =>
      add(steps, grant, "orders-grant-kv-new-secrets-user", (inputs) => {
        inputs.scope = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
      }),
    [
      'can get and list secrets (role Key Vault Secrets User) on something (not known yet), by "orders-grant-kv-new-secrets-user".',
    ],
  ],
  "an access policy on another vault": [
    true,
    (steps) =>
      add(
        steps,
        grant,
        "orders-policy-kv-old",
        (inputs) => {
          const policy = {
            objectId: inputs.principalId,
            permissions: { secrets: ["get", "list"], keys: ["all"] },
          };
          Object.assign(inputs, { scope: undefined, vaultName: "kv-old", policy });
        },
        { type: "azure-native:keyvault:AccessPolicy" },
      ),
    ['can get and list secrets, do everything with keys in vault "kv-old" (access policy).'],
  ],
  "grants in both ways, of which the second lists names too": [
    true,
    (steps) => {
      const step = steps[grant] as Step;
      delete step.oldState;
      step.op = "create";
      const { newState } = step as Required<Step>;
      const urn = newState.urn
        .replace("authorization:RoleAssignment", "keyvault:AccessPolicy")
        .replace(grant, "orders-policy-kv-shop");
      const policy = { objectId: newState.inputs.principalId, permissions: { secrets: ["get"] } };
      const type = "azure-native:keyvault:AccessPolicy";
      const state = { ...newState, urn, type, inputs: { vaultName: "kv-shop", policy } };
      steps.policy = { op: "same", urn, oldState: state, newState: state };
    },
    [
      'can list secrets (role Key Vault Secrets User) on vault "kv-shop".',
      "+ gain: list and read every secret",
      '= keep: "get secrets" in vault "kv-shop" (access policy)',
    ],
  ],
  "another cluster": [
    true,
    (steps) =>
      add(steps, credential, "orders-credential-green", (inputs) => {
        inputs.issuer = "https://issuer.example/green/";
      }),
    ['+ pods of service account "orders"', 'cluster "green"', "https://issuer.example/green/"],
  ],
  "a cluster taken out": [
    false,
    (steps) => {
      const step = steps[credential] as Step;
      step.op = "delete";
      delete step.newState;
    },
    ["no longer", "− lose: list and read every secret"],
  ],
  "another service account": [
    true,
    (steps) =>
      change(steps, credential, (inputs) => {
        inputs.subject = "system:serviceaccount:shop:api";
      }),
    ['+ pods of service account "api"', '− pods of service account "orders"', "for a few minutes"],
  ],
  "roles on single objects instead of the vault": [
    false,
    (steps) => {
      add(steps, grant, "orders-grant-kv-shop-secret/db-password", (inputs) => {
        inputs.scope = `${inputs.scope}/secrets/db-password`;
      });
      const step = steps[grant] as Step;
      step.op = "delete";
      delete step.newState;
    },
    ["− lose: list and read every secret", '= keep: read secret "db-password"'],
  ],
  "roles on the vault instead of single objects": [
    true,
    (steps) => {
      const { oldState } = steps[grant] as Required<Step>;
      (oldState as State).inputs = {
        ...oldState.inputs,
        scope: `${oldState.inputs.scope}/secrets/db-password`,
      };
      (steps[grant] as Step).op = "replace";
    },
    [
      "+ gain: list and read every secret",
      `for up to 10 minutes, until Azure has put into force: "${grant}"`,
    ],
  ],
  "a new identity for the same pods": [
    false,
    (steps) => {
      const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
      change(steps, "orders-identity", () => {}, "replace");
      Object.assign((steps["orders-identity"] as Required<Step>).newState, {
        outputs: { clientId: unknown, principalId: unknown, name: unknown },
      });
      for (const name of [credential, grant]) {
        change(steps, name, () => {}, "replace");
      }
      change(steps, credential, (inputs) => Object.assign(inputs, { resourceName: unknown }), "replace");
      change(steps, grant, (inputs) => Object.assign(inputs, { principalId: unknown }), "replace");
    },
    [
      "= keep: list and read every secret",
      "as the new managed identity",
      'no longer as the managed identity "orders-identity',
      '"orders-identity". Files that are mounted stay',
      "kubectl rollout restart",
    ],
  ],
  "an issuer that is secret, and another one than before": [
    true,
    (steps) => {
      const { oldState } = steps[credential] as Required<Step>;
      oldState.inputs = { ...oldState.inputs, issuer: "[secret]" };
      change(steps, credential, (inputs) => Object.assign(inputs, { issuer: "[secret]" }));
    },
    ["(secret)"],
  ],
  "a value copied into a Secret": [
    true,
    (steps) =>
      change(steps, classOfShop, (inputs) => {
        const { secretObjects } = inputs.spec as { secretObjects: { data: Json[] }[] };
        secretObjects[0]?.data.push({ key: "TLS", objectName: "tls.pem" });
      }),
    [
      'Anyone who may read Secrets can read secret "web-tls" of vault "kv-shop" in Secret',
      'key "TLS" from file "tls.pem"',
    ],
  ],
  "a Secret under another name": [
    false,
    (steps) =>
      change(steps, classOfShop, (inputs) => {
        const { secretObjects } = inputs.spec as { secretObjects: Json[] };
        Object.assign(secretObjects[0] as Json, { secretName: "renamed" });
      }),
    ['+ Secret "renamed"', '− Secret "orders-kv-shop-env"'],
  ],
  "a renamed component": [
    false,
    (steps) => {
      for (const [name, step] of Object.entries(steps).filter(([one]) => one.startsWith("orders"))) {
        if (!step.urn.includes("KeyVaultWorkloadIdentity")) continue;
        const renamed = JSON.parse(
          JSON.stringify(step).replaceAll('"urn:pulumi:test::orders::', '"urn:pulumi:test::x::'),
        );
        steps[`new-${name}`] = { op: "create", urn: renamed.urn, newState: renamed.newState };
        steps[name] = { op: "delete", urn: step.urn, oldState: step.oldState };
      }
    },
    ['"orders" (new)', '"orders" (removed)'],
  ],
  "a grant of the same identity outside the component": [
    true,
    (steps) =>
      add(
        steps,
        grant,
        "elsewhere",
        (inputs) => {
          inputs.roleDefinitionId = "/providers/x/00000000-0000-4000-8000-000000000009";
        },
        { inside: false },
      ),
    ["granted outside the component", "review does not know"],
  ],
  "a grant by access policy beside the role, while the vault moves": [
    false,
    (steps) =>
      add(
        steps,
        grant,
        "orders-policy-kv-shop",
        (inputs) => {
          const policy = { objectId: inputs.principalId, permissions: { secrets: ["get"] } };
          Object.assign(inputs, { scope: undefined, vaultName: "kv-shop", policy });
        },
        { type: "azure-native:keyvault:AccessPolicy" },
      ),
    ['"get secrets" in vault "kv-shop" (access policy)'],
  ],
  "an existing identity instead of an own one": [
    true,
    (steps) => {
      const step = steps["orders-identity"] as Step;
      step.op = "delete";
      delete step.newState;
      change(steps, credential, (inputs) => Object.assign(inputs, { resourceName: "id-shop" }), "replace");
    },
    ["an identity that exists already", "The identity existed before"],
  ],
};

describe("review tells who gains what", () => {
  for (const [title, [widens, edit, says]] of Object.entries(kinds)) {
    it(`${widens ? "calls" : "does not call"} it a widening: ${title}`, async () => {
      const input = preview(edit);
      const { exitCode, text, errors } = await review(input, "--fail-on-widening");
      expect(errors).to.equal("");
      expect(exitCode, text).to.equal(widens ? 3 : 0);
      expect(text).to.contain(widens ? "Access widens:" : "Nobody gains access.");
      for (const one of says) expect(text).to.contain(one);
      expect((await review(input)).exitCode).to.equal(0);
    });
  }

  const inTwoClusters = preview((steps) => {
    add(steps, credential, "orders-credential-aks-west", (inputs) => {
      inputs.issuer = "https://issuer.example/west/";
    });
    const west = steps["orders-credential-aks-west"] as Step;
    Object.assign(west, { op: "same", oldState: west.newState });
    add(steps, grant, "orders-grant-kv-shop-reader", (inputs) => {
      inputs.roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${reader}`;
    });
  });

  it("lists once what pods gain and keep in two clusters, and names both clusters with their issuers", async () => {
    const { text } = await review(inTwoClusters);
    expect(text.match(/Pods of service account/g)).to.have.length(1);
    expect(text).to.contain('in namespace "shop" of clusters "aks-prod" and "aks-west" can list and read');
    expect(text).to.match(
      / {2}= pods of service account .* of clusters "aks-prod" and "aks-west", as the managed/,
    );
    expect(text).to.contain('    = cluster "aks-west": issuer "https://issuer.example/west/"');
    expect(text.match(/[+] gain:/g)).to.have.length(1);
    expect(text.match(/= keep:/g)).to.have.length(1);
  });

  it("lists two clusters separately where one of them is new", async () => {
    const input = preview((steps) =>
      add(steps, credential, "orders-credential-aks-west", (inputs) => {
        inputs.issuer = "https://issuer.example/west/";
      }),
    );
    const { text } = await review(input);
    expect(text).to.match(/ {2}[+] pods of service account .* of cluster "aks-west" \(issuer/);
    expect(text).to.match(/ {2}= pods of service account .* of cluster "aks-prod" \(issuer/);
  });

  it("sets files, Secrets and remarks off from the last cluster, in both forms", async () => {
    const words = (await review(inTwoClusters)).text;
    const comment = (await review(inTwoClusters, "--markdown")).text;
    for (const title of ["Files", "Secrets", "Note"]) {
      expect(words).to.match(new RegExp(`\\n\\n  ${title}:\\n\\n    [=!] `));
      expect(comment).to.match(new RegExp(`\\n\\n\\*\\*${title}\\*\\*\\n\\n- \\*\\*[=!]\\*\\* `));
    }
  });

  it("shows in words and picture that the files come from another vault", async () => {
    const input = preview((steps) =>
      change(steps, classOfShop, (inputs) => {
        const { parameters } = inputs.spec as { parameters: Json };
        parameters.keyvaultName = "kv-other";
      }),
    );
    const { text } = await review(input, "--markdown");
    expect(text).to.contain("files: + db-password, + tls.pem, − db-password, − tls.pem");
    expect(text).to.contain("**−** file `db-password`: secret `db-password` of vault `kv-shop`");
  });

  it("shows a Secret of another namespace as another Secret", async () => {
    const input = preview((steps) =>
      change(steps, classOfShop, (inputs) =>
        Object.assign(inputs.metadata as Json, { namespace: "staging" }),
      ),
    );
    const { text } = await review(input, "--markdown");
    expect(text).to.contain("**+** Secret `orders-kv-shop-env` in namespace `staging`");
    expect(text).to.contain("**−** Secret `orders-kv-shop-env` in namespace `shop`");
  });

  it("calls a vault no longer granted on only where it shows every grant that stays", async () => {
    const removed = (steps: Steps) =>
      Object.assign(steps[grant] as Step, { op: "delete", newState: undefined });
    expect((await review(preview(removed))).text).to.contain('no longer grants anything on vault "kv-shop"');
    const { steps } = JSON.parse(
      preview((all) => {
        removed(all);
        change(all, classOfShop, () => {});
      }),
    ) as { steps: Step[] };
    const changed = JSON.stringify({ steps: steps.filter(({ op }) => op !== "same"), changeSummary: {} });
    expect((await review(changed)).text).not.to.contain("no longer grants");
  });

  it("draws a role on another resource with its name and scope", async () => {
    const input = preview((steps) => addRole(steps, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"));
    const { text } = await review(input, "--markdown");
    expect(text).to.match(/\[\/"\+ Storage Blob Data Reader"\/\]:::added/);
    expect(text).to.include('[("+ storageAccounts st")]:::added');
    expect(text).to.include(") on Microsoft.Storage/storageAccounts `st` in resource group `shop`");
  });

  it("draws two scopes of one name with what tells them apart", async () => {
    const input = preview((steps) => {
      addRole(steps, "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
      add(steps, "orders-role-storage", "orders-role-other", (inputs) => {
        inputs.scope = String(inputs.scope).replace("/resourceGroups/shop/", "/resourceGroups/other/");
      });
    });
    const { text } = await review(input, "--markdown");
    for (const group of ["shop", "other"]) {
      expect(text).to.match(
        new RegExp(
          `\\[\\("\\+ Microsoft.Storage/storageAccounts #34;st#34; in resource group #34;${group}#34;`,
        ),
      );
    }
  });

  it("marks a vault as removed that no grant of the component is left on", async () => {
    const input = preview((steps) =>
      Object.assign(steps[grant] as Step, { op: "delete", newState: undefined }),
    );
    const { text } = await review(input, "--markdown");
    expect(text).to.match(/\("− vault kv-shop"\)\]:::removed/);
  });

  const namedByPods = {
    "orders-service-account": 'ServiceAccount "orders"',
    [classOfShop]: 'SecretProviderClass "orders-kv-shop"',
  };
  for (const [name, shown] of Object.entries(namedByPods)) {
    it(`warns that new pods cannot start once ${name} is deleted`, async () => {
      const input = preview((steps) =>
        Object.assign(steps[name] as Step, { op: "delete", newState: undefined }),
      );
      const remark = `${shown} in namespace "shop" is deleted: new pods that name it cannot start`;
      expect((await review(input)).text).to.contain(remark);
      const { components } = JSON.parse((await review(input, "--json")).text);
      expect(components[0].remarks.join("\n")).to.contain(remark);
    });
  }

  it("says in one line that nothing changes", async () => {
    const { exitCode, text } = await review(preview(), "--fail-on-widening");
    expect(exitCode).to.equal(0);
    expect(text.split("\n")).to.have.length(1);
    expect((await review(recorded("preview-same"))).text).to.equal(text);
    const { components } = JSON.parse((await review(preview(), "--json")).text);
    expect(components.map(({ remarks }: { remarks: unknown }) => remarks)).to.deep.equal([[]]);
  });

  it("says what a preview without --show-sames leaves open, and takes it from a stack export", async () => {
    const add = recorded("preview-add");
    const { text } = await review(add);
    expect(text).to.contain("--show-sames").and.not.to.contain("existing");
    const files = { "stack.json": recorded("orders-stack") };
    const whole = await runCli(["review", "--stack-file", "stack.json"], { input: add, files });
    const shown = await review(recorded("preview-add-sames"));
    expect(whole.text).to.equal(shown.text).and.to.contain("= keep").and.not.to.contain("--show-sames");
  });

  it("reads the events of a streamed preview alike", async () => {
    const { steps } = JSON.parse(recorded("preview-create")) as { steps: (Step & { newState: State })[] };
    const events = steps.map(({ op, urn, newState }, sequence) => ({
      sequence,
      resourcePreEvent: { metadata: { op, urn, type: newState.type, new: newState } },
    }));
    const streamed = events.map((one) => JSON.stringify(one)).join("\n");
    expect((await review(streamed)).text).to.equal((await review(recorded("preview-create"))).text);
  });

  it("ends with 2 where the preview failed, and still shows what it has", async () => {
    const failed = {
      ...JSON.parse(recorded("preview-add")),
      diagnostics: [{ severity: "error", message: "no" }],
    };
    const { exitCode, text, errors } = await review(JSON.stringify(failed));
    expect(exitCode).to.equal(2);
    expect(errors).to.contain("The preview failed");
    expect(text).to.contain("gain:");
  });

  it("lets no name become markup", async () => {
    const input = preview((steps) =>
      change(steps, credential, (inputs) => {
        inputs.subject = "system:serviceaccount:shop:a`]<img src=x>@octocat\n```";
      }),
    );
    const { text } = await review(input, "--markdown");
    expect(text.match(/```/g)).to.have.length(2);
    const outsideCode = text.replace(/`[^`\n]*`/g, "");
    expect(outsideCode).not.to.contain("<img").and.not.to.contain("@octocat");
    const labels = [...text.matchAll(/^ {4}\w+(?:\(\[|\[\(|\[\/|\{\{|\[)"(.*)"(?:\]\)|\)\]|\/\]|\}\}|\])/gm)];
    expect(labels).to.have.length.above(5);
    for (const [, label = ""] of labels)
      expect(label.replaceAll("<br/>", "")).to.match(/^[\p{L}\p{N} .,:/()+−…_#;-]*$/u);
  });

  it("draws a picture whose signs say what its colours say", async () => {
    const { text } = await review(recorded("preview-replace"), "--markdown");
    const [, picture = ""] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
    expect(picture).to.contain("flowchart LR");
    for (const line of picture.split("\n").filter((one) => /:::/.test(one))) {
      expect(line).to.match(line.endsWith(":::added") ? /"\+ / : /"− /);
    }
  });
});
