import { expect } from "chai";
import type { VaultDeclaration } from "../../emulator";
import { recorded, runCli } from "../cli/support/machine";
import { runCommands } from "../engine/support/commands";
import { Reader, vaultId } from "./reader";

const secret = "https://kv-shop.vault.azure.net/secrets/db-password";
/** Of the identity in the recorded stack. */
const clientId = "c64a1b56-5bbb-4527-9358-35c2bc95fae8";
const principalId = "c281f301-0d8f-47ee-92a6-96a8d4810fa0";

describe("the commands of doctor for an error of a vault, followed to the end", function () {
  // The first to start generates keys, which takes seconds on a busy machine.
  this.timeout(60_000);
  let reader: Reader;

  afterEach(() => reader.stop());

  async function open(vault: Partial<VaultDeclaration>): Promise<void> {
    const kvShop = { resourceGroupName: "shop", name: "kv-shop", enableRbacAuthorization: true, ...vault };
    reader = await Reader.start({ vaults: [kvShop] });
    await reader.assign("Key Vault Secrets User", vaultId("kv-shop"));
  }

  /** Explains the error that reading the secret ends with, and runs the commands. */
  async function follow(): Promise<string[]> {
    const { status, body } = await reader.get(secret);
    expect(status).to.equal(403);
    const { code, message, innererror } = body.error;
    const input = `GET ${secret}\nRESPONSE ${status}\nERROR CODE: ${code}\n${message}\n${innererror?.code}`;
    const stack = recorded("orders-stack")
      .replaceAll(clientId, reader.clientId)
      .replaceAll(principalId, reader.principalId);
    const given = { input, files: { "stack.json": stack } };
    const { text } = await runCli(["doctor", "--stack-file", "stack.json", "--error", "-"], given);
    return text.split("\n").flatMap((line) => runCommands(reader.cloud, line));
  }

  it("a secret that is disabled is enabled, and can be read", async () => {
    const versions = [{ value: "p", enabled: false }];
    await open({ objects: { secrets: [{ name: "db-password", versions }] } });
    expect(await follow()).to.deep.equal(["az keyvault secret set-attributes"]);
    expect((await reader.get(secret)).status).to.equal(200);
  });

  it("a vault that was switched to access policies is switched back, and its role assignment counts", async () => {
    await open({ enableRbacAuthorization: false, objects: { secrets: ["db-password"] } });
    expect(await follow()).to.deep.equal(["az keyvault update"]);
    expect((await reader.get(secret)).status).to.equal(200);
  });
});
