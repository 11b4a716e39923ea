import { AsyncLocalStorage } from "node:async_hooks";
import timers from "node:timers/promises";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import {
  type Callback,
  CallbackInvokeRequest,
  type CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb";
import { ErrorHookRequest, ErrorHookResponse } from "@pulumi/pulumi/proto/resource_pb";
import { expect } from "chai";
import { settle } from "../../src/pulumi/settle";
import { MockCloud } from "./support/mock-cloud";
import { made, orders } from "./support/orders";

interface Registration {
  getName(): string;
  getCustom(): boolean;
  getHooks(): { getOnErrorList(): string[] } | undefined;
}

type Answer = (error: Error | null, answer: object) => void;

/** What Pulumi's monitor is asked, of which its types tell nothing. */
interface Monitor {
  registerResource: (request: Registration, answer: Answer) => unknown;
  registerErrorHook?: (request: HookRegistration, answer: Answer) => void;
}

interface HookRegistration {
  getName(): string;
  getCallback(): Callback;
}

/** Calls a hook as the engine does, for a role assignment whose attempts failed so, the last one first. */
async function called(hook: Callback, errors: readonly string[]): Promise<ErrorHookResponse> {
  const failed = new ErrorHookRequest();
  failed.setType("azure-native:authorization:RoleAssignment");
  failed.setName("orders-grant");
  failed.setErrorsList([...errors]);
  const request = new CallbackInvokeRequest();
  request.setToken(hook.getToken());
  request.setRequest(failed.serializeBinary());
  const client = new CallbacksClient(hook.getTarget(), credentials.createInsecure());
  try {
    const invoke = promisify<CallbackInvokeRequest, CallbackInvokeResponse>(client.invoke.bind(client));
    return ErrorHookResponse.deserializeBinary((await invoke(request)).getResponse_asU8());
  } finally {
    client.close();
  }
}

describe("the error hook that explains provider errors", () => {
  let cloud: MockCloud;
  let hooks: string[];
  let callbacks: Callback[];
  let asked: Record<string, string[]>;

  /** An engine that answers so when a hook is registered. */
  const enter = async (refusal: Error | null) => {
    cloud = new MockCloud();
    await cloud.enter(false);
    hooks = [];
    callbacks = [];
    asked = {};
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    monitor.registerErrorHook = (request, answer) => {
      hooks.push(request.getName());
      callbacks.push(request.getCallback());
      answer(refusal, {});
    };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, answer) => {
      if (request.getCustom()) asked[request.getName()] = request.getHooks()?.getOnErrorList() ?? [];
      return register(request, answer);
    };
  };

  it("is set on every child", async () => {
    await enter(null);
    await made("orders", orders());
    expect(hooks).to.have.length(1);
    expect(Object.keys(asked)).to.have.length(5);
    for (const [child, list] of Object.entries(asked)) expect(list, child).to.deep.equal(hooks);
  });

  describe("when the engine calls", () => {
    const alreadyAssigned = `Code="RoleAssignmentExists" Message="The ID of the existing role assignment is ${"a".repeat(32)}."`;
    const notKnownYet = 'Code="PrincipalNotFound"';
    const { warn, info } = pulumi.log;
    const log = pulumi.log as { -readonly [name in "warn" | "info"]: typeof warn };
    const { setTimeout: wait } = timers;
    const program = new AsyncLocalStorage<string>();
    let heard: unknown[];
    let texts: string[];
    let waited: number[];

    const call = async (...errors: string[]) => {
      await enter(null);
      await program.run("the program", () => made("orders", orders()));
      const [hook] = callbacks;
      if (!hook) throw new Error("no hook was registered");
      return called(hook, errors);
    };

    beforeEach(() => {
      heard = [];
      texts = [];
      waited = [];
      log.warn = log.info = async (text, resource) => {
        texts.push(text);
        const { value = "" } = await settle(resource?.urn ?? "");
        heard.push([program.getStore(), value.split("::").at(-1), text.replace(/:.*/, "")]);
      };
      Object.assign(timers, { setTimeout: async (milliseconds: number) => void waited.push(milliseconds) });
    });
    afterEach(() => {
      Object.assign(log, { warn, info });
      Object.assign(timers, { setTimeout: wait });
    });

    it("logs one warning at the component, in its program, and the child is not retried", async () => {
      const answer = await call(alreadyAssigned);
      expect([answer.getRetry(), answer.getError()]).to.deep.equal([false, ""]);
      expect(heard).to.deep.equal([["the program", "orders", "orders-grant"]]);
    });

    it("logs nothing for an error that is not known, and the child is not retried", async () => {
      const answer = await call("the disk is full");
      expect([answer.getRetry(), answer.getError()]).to.deep.equal([false, ""]);
      expect(heard).to.deep.equal([]);
    });

    it("does not replace the provider error when logging fails", async () => {
      log.warn = async () => {
        throw new Error("no engine");
      };
      const answer = await call(alreadyAssigned);
      expect([answer.getRetry(), answer.getError()]).to.deep.equal([false, ""]);
    });

    it("waits and asks for another attempt while a new identity is not known everywhere, with one line of progress", async () => {
      const answer = await call(notKnownYet, notKnownYet);
      expect([answer.getRetry(), answer.getError()]).to.deep.equal([true, ""]);
      expect(waited).to.deep.equal([10_000]);
      expect(heard).to.deep.equal([["the program", "orders", "orders-grant"]]);
    });

    it("gives up with the advice after the last attempt", async () => {
      const answer = await call(...Array<string>(7).fill(notKnownYet));
      expect([answer.getRetry(), answer.getError()]).to.deep.equal([false, ""]);
      expect(waited).to.deep.equal([]);
      expect(heard).to.deep.equal([["the program", "orders", "orders-grant"]]);
    });

    it("fills the deployer's object id into the advice for a missing permission in Microsoft Graph", async () => {
      await call("Authorization_RequestDenied: Insufficient privileges to complete the operation.");
      expect(texts.join()).to.include('owners: ["00000000-0000-0000-0000-0000000de910"]');
    });
  });

  it("is not set where the engine does not support error hooks", async () => {
    await enter(new Error("12 UNIMPLEMENTED: unknown method RegisterErrorHook"));
    await made("orders", orders());
    expect(cloud.children).to.have.length(5);
    expect(Object.values(asked).flat()).to.deep.equal([]);
  });

  it("is not set where the SDK does not report whether the engine registered it", async () => {
    await enter(null);
    Object.defineProperty(pulumi.ErrorHook.prototype, "__registered", { set: () => {}, configurable: true });
    try {
      await made("orders", orders());
    } finally {
      Reflect.deleteProperty(pulumi.ErrorHook.prototype, "__registered");
    }
    expect(cloud.children).to.have.length(5);
    expect(Object.values(asked).flat()).to.deep.equal([]);
  });

  it("is set beside the user's own error hooks", async () => {
    await enter(null);
    const own = new pulumi.ErrorHook("own", async () => false);
    const addOwn: pulumi.ResourceTransformation = ({ props, opts }) => ({
      props,
      opts: { ...opts, hooks: { onError: [own] } },
    });
    await made("orders", orders(), { transformations: [addOwn] });
    const ours = hooks.at(-1);
    expect(asked["orders-identity"]).to.have.members(["own", ours]);
  });

  it("has a unique name for each component", async () => {
    await enter(null);
    await made("a", orders());
    await made("b", orders());
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    await made("a", orders({ namespace: "other" }), { parent });
    expect(new Set(hooks).size).to.equal(3);
  });

  it("leaves the transformations of a user in force", async () => {
    await enter(null);
    const seen: string[] = [];
    const note: pulumi.ResourceTransformation = ({ name }) => {
      seen.push(name);
      return undefined;
    };
    await made("orders", orders(), { transformations: [note] });
    expect(seen).to.include("orders-identity");
    expect(asked["orders-identity"]).to.deep.equal(hooks);
  });
});
