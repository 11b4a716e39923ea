/** One set of accepted and refused cases for each rule about the input, by the id of the rule. */

import * as azureNames from "./azure-names";
import type { InputCases, ValueCases } from "./case";
import * as combinations from "./combinations";
import * as files from "./files";
import * as issuers from "./issuers";
import * as keyVaultObjects from "./key-vault-objects";
import * as kindsOfValue from "./kinds-of-value";
import * as kubernetesNames from "./kubernetes-names";
import * as operatingSystems from "./operating-systems";
import * as roles from "./roles";

export const valueCases: ValueCases = {
  ...azureNames.values,
  ...issuers.values,
  ...keyVaultObjects.values,
  ...kindsOfValue.values,
  ...kubernetesNames.values,
  ...roles.values,
};

export const inputCases: InputCases = {
  ...azureNames.inputs,
  ...combinations.inputs,
  ...files.inputs,
  ...keyVaultObjects.inputs,
  ...kindsOfValue.inputs,
  ...kubernetesNames.inputs,
  ...operatingSystems.inputs,
};

export const derivedNameCases: InputCases = azureNames.derivedNames;
